import type { Handshaken, Offer } from '@site/src/simulation/scenarios/router/tls';
import { Tone } from '../parts';
import type { Text } from './messages';
import styles from './RouterLab.module.css';

/** Most renew a certificate of 90 days when a third of its time is left. */
const SOON = 30;

function Left({ offer, text }: { offer: Offer; text: Text }) {
  const days = String(Math.abs(offer.daysLeft));
  if (offer.daysLeft < 0) return <Tone tone="failed">{text.tls.over(days)}</Tone>;
  return offer.daysLeft < SOON ? <Tone tone="warned">{text.tls.soon(days)}</Tone> : <Tone tone="waiting">{text.tls.left(days)}</Tone>;
}

/** Which certificate the proxy serves for the name, and what two clients say of it. */
export function Tls({ tls, secure, text }: { tls: Handshaken | undefined; secure: boolean; text: Text }) {
  if (tls === undefined) return <p className={styles.note}>{secure ? text.tls.ended : text.tls.none}</p>;
  return (
    <>
      <p className={styles.note}>{tls.serverName === '' ? text.tls.noSni : text.tls.sni(tls.serverName)}</p>
      <ul className={styles.rules} aria-label="TLS">
        {tls.offers.map((offer) => (
          <li key={offer.secret ?? ''} data-verdict={offer.chosen ? 'won' : undefined}>
            <p>
              <b>{offer.secret ?? text.tls.own}</b> CN={offer.commonName}, {offer.dnsNames.length === 0 ? text.tls.noNames : `${text.tls.names} ${offer.dnsNames.join(', ')}`}
            </p>
            <p className={styles.why}>
              {offer.chosen && <Tone tone="good">{text.tls.chosen}</Tone>}
              <Left offer={offer} text={text} />
            </p>
          </li>
        ))}
      </ul>
      <dl className={styles.clients}>
        {([['curl', tls.curl.exit === 0 ? null : tls.curl.stderr], ['Go', tls.go]] as const).map(([name, said]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{said === null ? text.tls.fine : <code lang="en">{said}</code>}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
