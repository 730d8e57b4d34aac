import { html } from 'lit';
import { MISSING } from '../texts/view-texts.js';
import { decText, mjdText, raText } from './sky/coordinates.js';
import { stateWords } from './words.js';

/** What a pointer on a row shows of it. */
export function tip(rows, row) {
  const mjd = rows.timeMjd(row);
  const seconds = rows.exposureSeconds(row);
  const placed = !Number.isNaN(rows.raDeg(row));
  return html`<b>${rows.id(row)}</b>
    <span>${stateWords(rows, row)}</span>
    <span>${placed ? `${raText(rows.raDeg(row), 1)} ${decText(rows.decDeg(row), 0)}` : MISSING}</span>
    <span>${mjdText(mjd) || MISSING} · ${Number.isNaN(seconds) ? MISSING : `${Number(seconds.toPrecision(6))} s`}</span>`;
}

/** Puts a tip beside a pixel of a stage, on the side where there is room. */
export function placeTip(element, x, y, width, height) {
  const [w, h] = [element.offsetWidth, element.offsetHeight];
  const left = x + 14 + w > width ? Math.max(0, x - 14 - w) : x + 14;
  const top = y + 14 + h > height ? Math.max(0, y - 14 - h) : y + 14;
  element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
