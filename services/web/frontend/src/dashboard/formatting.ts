// Formats times and numbers on the dashboard. All times are UTC, as in the logs.

const NARROW_SPACE = "\u202f";
const wholeNumber = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

const HOUR = 3600;
const DAY = 24 * HOUR;

function utcFormatter(options: Intl.DateTimeFormatOptions): (seconds: number) => string {
  const formatter = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", hourCycle: "h23", ...options });
  return (seconds) => formatter.format(seconds * 1000);
}

const dayAndHour = utcFormatter({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const hourOnly = utcFormatter({ hour: "2-digit", minute: "2-digit" });
const dayOnly = utcFormatter({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
const dayOfMonth = utcFormatter({ day: "numeric", month: "short" });
const monthOnly = utcFormatter({ month: "short" });
const fullDay = utcFormatter({ day: "numeric", month: "long", year: "numeric" });

/** "Tue 24 Nov, 18:00–19:00"; for buckets of whole days the date. */
export function bucketLabel(at: number, step: number): string {
  if (step >= DAY) return dayOnly(at);
  return `${dayAndHour(at)}–${hourOnly(at + step)}`;
}

/** "18 November 2026 – 25 November 2026, by the hour". */
export function spanLabel(begin: number, end: number, step: number): string {
  const [first, last] = [fullDay(begin), fullDay(end - 1)];
  const steps = step === HOUR ? "by the hour" : step === DAY ? "by the day" : `by ${step / HOUR} hours`;
  return `${first === last ? first : `${first} – ${last}`}, ${steps}`;
}

/** A month, a day or an hour, depending on the length of the axis in seconds. */
export function tickLabel(at: number, axisSeconds: number): string {
  if (axisSeconds > 120 * DAY) return monthOnly(at);
  return axisSeconds > 2 * DAY ? dayOfMonth(at) : hourOnly(at);
}

export type Unit = "count" | "ms" | "percent" | "mb";

export function formatValue(n: number | null, unit: Unit): string {
  if (n === null) return "–";
  if (unit === "ms") return `${wholeNumber.format(n)}${NARROW_SPACE}ms`;
  if (unit === "percent") return `${oneDecimal.format(n)}${NARROW_SPACE}%`;
  if (unit === "mb") return n >= 1000 ? `${oneDecimal.format(n / 1000)}${NARROW_SPACE}GB` : `${wholeNumber.format(n)}${NARROW_SPACE}MB`;
  return wholeNumber.format(n);
}
