import { mjdText, mjdToUnix, unixToMjd } from './sky/coordinates.js';

const DEC_STEPS = [
  45, 30, 20, 10, 5, 2, 1, ...[30, 20, 10, 5, 2, 1].map((minutes) => minutes / 60),
  ...[30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01].map((seconds) => seconds / 3600),
];
const RA_STEPS = [
  ...[3, 2, 1].map((hours) => hours * 15), ...[30, 20, 10, 5, 2, 1].map((minutes) => minutes / 4),
  ...[30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001].map((seconds) => seconds / 240),
];

/** The smallest step in degrees of declination that is at least `degrees`. */
export function decStep(degrees) {
  return smallestFrom(DEC_STEPS, degrees);
}

/** The same of right ascension: steps of whole hours, minutes, seconds, or of degrees where `inHours` is false. */
export function raStep(degrees, inHours = true) {
  return smallestFrom(inHours ? RA_STEPS : DEC_STEPS, degrees);
}

/** How `raText` and `decText` should write multiples of a step: -2 whole units, -1 minutes, else decimals of seconds. */
export function decimalsFor(step, perUnit) {
  const seconds = step / perUnit * 3600;
  const multiple = (of) => Math.abs(seconds / of - Math.round(seconds / of)) < 1e-6;
  if (multiple(3600)) {
    return -2;
  }
  if (multiple(60)) {
    return -1;
  }
  return Math.max(0, Math.ceil(-Math.log10(seconds) - 1e-9));
}

/** 1, 2 or 5 times a power of ten, about `span / count`. */
export function niceStep(span, count) {
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return power * (lead <= 1.0001 ? 1 : lead <= 2.0001 ? 2 : lead <= 5.0001 ? 5 : 10);
}

/** Multiples of a nice step within [low, high]. */
export function linearTicks(low, high, count) {
  if (!(high > low)) {
    return [];
  }
  const step = niceStep(high - low, count);
  const ticks = [];
  for (let number = Math.ceil(low / step - 1e-9); number * step <= high + step * 1e-9; number++) {
    ticks.push(Number((number * step).toPrecision(12)));
  }
  return ticks;
}

/** Powers of ten within [low, high], low above zero; with 2 and 5 between where there are few, else fewer powers. */
export function logTicks(low, high, count) {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const decades = last - first + 1;
  const every = Math.max(1, Math.ceil(decades / Math.max(1, count)));
  const leads = decades * 3 <= count + 2 ? [1, 2, 5] : [1];
  const ticks = [];
  for (let power = first - 1; power <= last; power++) {
    if ((power - first) % every === 0 || leads.length > 1) {
      ticks.push(...leads.map((lead) => Number(`${lead}e${power}`)).filter((tick) => tick >= low * 0.999999 && tick <= high * 1.000001));
    }
  }
  return ticks.length >= 2 || !(high > low) ? ticks : linearTicks(low, high, count);
}

const DAY = 86_400_000;
const CLOCK = [0.001, 0.01, 0.1, 1, 5, 15, 30, 60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200].map((s) => s * 1000);
const DAYS = [1, 2, 5, 10].map((days) => days * DAY);

/** Ticks {mjd, text} at whole calendar units within [low, high] in MJD, at most about `count`. */
export function dateTicks(low, high, count) {
  if (!(high > low)) {
    return [];
  }
  const rough = (high - low) * DAY / Math.max(1, count);
  const [from, to] = [mjdToUnix(low), mjdToUnix(high)];
  if (rough > 10 * DAY) {
    return monthTicks(low, high, rough / (30.44 * DAY));
  }
  const step = [...CLOCK, ...DAYS].find((each) => each >= rough) ?? 10 * DAY;
  const ticks = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const mjd = unixToMjd(at);
    ticks.push({ mjd, text: step >= DAY ? mjdText(mjd, false) : clockText(mjd, at, step) });
  }
  return ticks;
}

function clockText(mjd, at, step) {
  const text = mjdText(mjd);
  return at % DAY === 0 ? text.slice(0, 10) : step >= 60_000 ? text.slice(11, 16) : text.slice(11);
}

/** Half a month is from the 1st to the 16th: 13 days at least. */
function monthTicks(low, high, roughMonths) {
  const months = roughMonths <= 0.427 ? 0.5
    : [1, 2, 3, 6, 12].find((each) => each >= roughMonths) ?? 12 * Math.max(1, niceStep(roughMonths / 12, 1));
  const first = new Date(mjdToUnix(low));
  let number = Math.floor((first.getUTCFullYear() * 12 + first.getUTCMonth()) / months) * months;
  const ticks = [];
  for (; ticks.length < 100; number += months) {
    const date = new Date(0);
    date.setUTCFullYear(Math.floor(number / 12), Math.floor(number) % 12, number % 1 ? 16 : 1);
    const mjd = unixToMjd(date.getTime());
    if (mjd > high) {
      break;
    }
    if (mjd >= low) {
      ticks.push({ mjd, text: mjdText(mjd, false).slice(0, months >= 12 ? 4 : months >= 1 ? 7 : 10) });
    }
  }
  return ticks;
}

function smallestFrom(steps, least) {
  return steps.findLast((step) => step >= least) ?? steps[0];
}
