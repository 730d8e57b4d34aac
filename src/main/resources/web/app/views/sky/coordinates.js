/** Angles, positions on the sky and times, and how they are written. Degrees unless a name says otherwise. */
export const RAD = Math.PI / 180;

/** A right ascension in [0, 360). */
export function wrapRa(raDeg) {
  const wrapped = raDeg % 360;
  const positive = wrapped < 0 ? wrapped + 360 : wrapped + 0;
  return positive === 360 ? 0 : positive;
}

/** The difference of two right ascensions in (-180, 180]. */
export function raDifference(toDeg, fromDeg) {
  const difference = wrapRa(toDeg - fromDeg);
  return difference > 180 ? difference - 360 : difference;
}

/** The unit vector of a position: x towards (0, 0), y towards (90, 0), z towards the north pole. */
export function vector(raDeg, decDeg) {
  const across = Math.cos(decDeg * RAD);
  return [across * Math.cos(raDeg * RAD), across * Math.sin(raDeg * RAD), Math.sin(decDeg * RAD)];
}

/** The position of a vector of any length but zero. */
export function position([x, y, z]) {
  return { raDeg: wrapRa(Math.atan2(y, x) / RAD), decDeg: Math.atan2(z, Math.hypot(x, y)) / RAD };
}

/** Angle between two positions, right for tiny angles and for antipodes. */
export function separation(one, other) {
  const a = vector(one.raDeg, one.decDeg);
  const b = vector(other.raDeg, other.decDeg);
  const cross = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  return Math.atan2(Math.hypot(...cross), a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) / RAD;
}

/** Where one comes to from a position by going `distanceDeg` at position angle `angleDeg` (north through east). */
export function destination({ raDeg, decDeg }, angleDeg, distanceDeg) {
  const [sinRa, cosRa] = [Math.sin(raDeg * RAD), Math.cos(raDeg * RAD)];
  const [sinDec, cosDec] = [Math.sin(decDeg * RAD), Math.cos(decDeg * RAD)];
  const north = Math.cos(angleDeg * RAD) * Math.sin(distanceDeg * RAD);
  const east = Math.sin(angleDeg * RAD) * Math.sin(distanceDeg * RAD);
  const ahead = Math.cos(distanceDeg * RAD);
  return position([
    ahead * cosDec * cosRa - east * sinRa - north * sinDec * cosRa,
    ahead * cosDec * sinRa + east * cosRa - north * sinDec * sinRa,
    ahead * sinDec + north * cosDec,
  ]);
}

/** Right ascension as 04h07m16.5s; `decimals` of the seconds, or -1 for none of them, -2 for hours only. */
export function raText(raDeg, decimals = 1) {
  const [hours, minutes, seconds] = sexagesimal(wrapRa(raDeg) / 15, decimals, 24);
  return join(hours, ['h', 'm', 's'], minutes, seconds, decimals);
}

/** Declination as +03°42′26″; decimals as with `raText`. */
export function decText(decDeg, decimals = 0) {
  const [degrees, minutes, seconds] = sexagesimal(Math.abs(decDeg), decimals, Infinity);
  const zero = Number(degrees) === 0 && Number(minutes) === 0 && Number(seconds) === 0;
  return (decDeg < 0 && !zero ? '−' : '+') + join(degrees, ['°', '′', '″'], minutes, seconds, decimals);
}

/** An angle as a person says it: 1.5°, 13′, 20″. */
export function angleText(degrees) {
  const parts = degrees >= 0.9999999 ? [degrees, '°'] : degrees * 60 >= 0.9999999 ? [degrees * 60, '′'] : [degrees * 3600, '″'];
  return Number(parts[0].toPrecision(3)) + parts[1];
}

/** The date, and where `withTime` the time, of a Modified Julian Date (UTC, leap seconds not told); '' if there is none. */
export function mjdText(mjd, withTime = true) {
  if (!(Math.abs(mjd) < 3e6)) {
    return '';
  }
  const text = new Date(mjdToUnix(mjd)).toISOString();
  return withTime ? text.slice(0, 19).replace('T', ' ') : text.slice(0, 10);
}

/** Milliseconds since 1970 of an MJD, to the nearest one. */
export function mjdToUnix(mjd) {
  return Math.round((mjd - 40587) * 86_400_000);
}

export function unixToMjd(millis) {
  return millis / 86_400_000 + 40587;
}

function sexagesimal(value, decimals, modulus) {
  const perUnit = decimals === -2 ? 1 : decimals === -1 ? 60 : 3600 * 10 ** decimals;
  const units = Math.round(value * perUnit) % (modulus * perUnit);
  if (decimals === -2) {
    return [pad(units), '00', '00'];
  }
  const perMinute = perUnit / 60;
  const seconds = decimals > 0 ? ((units % perMinute) / 10 ** decimals).toFixed(decimals) : String(units % perMinute);
  return [
    pad(Math.floor(units / perUnit)),
    pad(Math.floor((units % perUnit) / perMinute)),
    seconds.padStart(decimals > 0 ? 3 + decimals : 2, '0'),
  ];
}

function join(first, [one, two, three], minutes, seconds, decimals) {
  if (decimals === -2) {
    return first + one;
  }
  return first + one + minutes + two + (decimals === -1 ? '' : seconds + three);
}

function pad(number) {
  return String(number).padStart(2, '0');
}
