import { RAD, destination } from './coordinates.js';

/**
 * Fields of view by catalogue, only where one instrument made all of it. Widths in arcminutes, as published:
 * numaster: NuSTAR, a square of 13′, NuSTAR Observatory Guide; its optics see less of it at high energies (Harrison
 * et al. 2013, ApJ 770, 103, table 2). nicermastr: NICER, a circle of 5′, Gendreau et al. 2016, SPIE 9905. xtemaster:
 * RXTE's PCA, a circle of 1° (full width at half maximum of the collimators), Jahoda et al. 2006, ApJS 163, 401.
 * swiftmastr: Swift's XRT, a square of 23.6′, Burrows et al. 2005, SSRv 120, 165. xmmmaster: XMM-Newton's EPIC, a circle
 * of 30′, Strüder et al. 2001, A&A 365, L18. ixmaster: IXPE, a square of 12.9′, Weisskopf et al. 2022, JATIS 8, 026002.
 * For chanmaster it depends on detector and grating, so that none is drawn.
 */
const FIELDS = new Map([
  ['numaster', { shape: 'square', arcmin: 13 }],
  ['nicermastr', { shape: 'circle', arcmin: 5 }],
  ['xtemaster', { shape: 'circle', arcmin: 60 }],
  ['swiftmastr', { shape: 'square', arcmin: 23.6 }],
  ['xmmmaster', { shape: 'circle', arcmin: 30 }],
  ['ixmaster', { shape: 'square', arcmin: 12.9 }],
]);

/** The field of view of a catalogue's instrument, {shape, arcmin}, or null where it is not known. */
export function fieldOf(catalogue) {
  return FIELDS.get(catalogue) ?? null;
}

/**
 * The outline of a field around a position, {corners: [{raDeg, decDeg}, …], sure}. A square whose roll angle is not
 * known (NaN) is drawn as the circle that lies in it at any roll, and `sure` is false.
 */
export function outline(field, at, rollDeg) {
  const half = field.arcmin / 120;
  if (field.shape === 'square' && !Number.isNaN(rollDeg)) {
    const diagonal = Math.atan(Math.tan(half * RAD) * Math.SQRT2) / RAD;
    return { sure: true, corners: [45, 135, 225, 315].map((angle) => destination(at, angle + rollDeg, diagonal)) };
  }
  const corners = Array.from({ length: 36 }, (_, step) => destination(at, step * 10, half));
  return { sure: field.shape === 'circle', corners };
}
