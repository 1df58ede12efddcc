/** Dates as dig and HTTP write them, in UTC. */
import { dateFromDays } from '../../base/time';

const DAY = 86_400_000;
const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function parts(now: number): { readonly weekday: string; readonly day: string; readonly month: string; readonly year: number; readonly time: string } {
  const days = Math.floor(now / DAY);
  const { year, month, day } = dateFromDays(days);
  const seconds = Math.floor((now - days * DAY) / 1000);
  const two = (number: number): string => String(number).padStart(2, '0');
  return { weekday: DAYS[((days % 7) + 7) % 7]!, day: two(day), month: MONTHS[month - 1]!, year, time: [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':') };
}

export function digDate(now: number): string {
  const { weekday, day, month, year, time } = parts(now);
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}

/** RFC 9110, section 5.6.7. */
export function httpDate(now: number): string {
  const { weekday, day, month, year, time } = parts(now);
  return `${weekday}, ${day} ${month} ${year} ${time} GMT`;
}
