/** The certificate of the simulated cluster's own authority: real in form, and of no use to anybody, as its key was thrown away. */
export const ROOT_CA = `${[
  '-----BEGIN CERTIFICATE-----',
  'MIIBfzCCASWgAwIBAgIUJLdg1rCNe3g85gzdXjkVu2A4eF4wCgYIKoZIzj0EAwIw',
  'FTETMBEGA1UEAwwKa3ViZXJuZXRlczAeFw0yNjExMjkwMjAzNDZaFw0zNjExMjYw',
  'MjAzNDZaMBUxEzARBgNVBAMMCmt1YmVybmV0ZXMwWTATBgcqhkjOPQIBBggqhkjO',
  'PQMBBwNCAASKp1rJQ0pfIFMxPPYoY4KmpCfe6UrnPDUD9H81fjxu78IAnos/yKaN',
  'vSe/rU7Bk9jTGdokd3v1o7V1D33ISSj9o1MwUTAdBgNVHQ4EFgQUfifsL89JvNDU',
  '6Nq19Rdghc6CWC0wHwYDVR0jBBgwFoAUfifsL89JvNDU6Nq19Rdghc6CWC0wDwYD',
  'VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiB1OyjAjA6iA/g3kWbDGEPI',
  '2QOaVwn49rujCqUT3m9X3gIhALqYaK+/bf38QKkQw0Uxx4FzTNwaq5EKxolOb8Hx',
  'FMYr',
  '-----END CERTIFICATE-----',
].join('\n')}\n`;
