const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];

/** The day of the week in UTC; `at`: seconds since 1970. */
export const weekdayOf = (at: number): string => DAYS[(((Math.floor(at / 86_400) % 7) + 7) % 7)]!;
