import { html } from 'lit';
import { STATE_TEXTS, TABLE, number } from '../../texts/view-texts.js';
import './column-menu.js';
import { sign } from '../legend.js';
import { SYMBOLS } from '../symbols.js';

/** What stands above the table: filter, states, how many are shown, how they are written, which columns. */
export function toolbar(table, { counts, shown, total, columns, isShown, filter, typed, choose }) {
  const press = (on, text, help, act) =>
    html`<button type="button" aria-pressed=${on ? 'true' : 'false'} title=${help} @click=${act}>${text}</button>`;
  return html`<div class="bar">
    <input type="search" aria-label=${TABLE.filter} placeholder=${TABLE.filterHint} .value=${filter?.text ?? ''} title=${TABLE.filterHelp} @input=${typed}>
    <span class="count">${TABLE.shown(shown, total)}</span>
    <span class="space"></span>
    ${press(table.dates, TABLE.dates, TABLE.datesHelp, () => { table.dates = !table.dates; })}
    ${press(table.sexagesimal, TABLE.sexagesimal, TABLE.sexagesimalHelp, () => { table.sexagesimal = !table.sexagesimal; })}
    <voyage-column-menu .columns=${columns} .isShown=${isShown} @choose=${({ detail }) => choose(detail.column, detail.shown)}></voyage-column-menu>
    <slot name="pane"></slot></div>
  <div class="bar chips" role="group" aria-label=${TABLE.states}>
    ${counts.map((count, code) => chip(code, count, filter))}</div>`;
}

function chip(code, count, filter) {
  const on = !filter?.hidden.has(code);
  if (count === 0 && on) {
    return null; // a state that no row is in
  }
  const toggle = () => {
    const hidden = new Set(filter.hidden);
    filter.set({ hidden: hidden.delete(code) ? hidden : hidden.add(code) });
  };
  const { name, help } = STATE_TEXTS[SYMBOLS[code].state];
  return html`<button type="button" class="chip" aria-pressed=${on ? 'true' : 'false'} title=${help}
    aria-label=${`${name} ${number(count)}`} @click=${toggle}>${sign(code)}<span>${name}</span> ${number(count)}</button>`;
}

/** The header of a column: its name and unit, and how the table is sorted by it. */
export function header(column, at, sort, active) {
  const direction = sort?.key === column.key ? sort.direction : null;
  const sorts = { asc: 'ascending', desc: 'descending' }[direction] ?? 'none';
  return html`<div role="columnheader" id=${`c-1-${at}`} aria-sort=${sorts} aria-colindex=${at + 1} title=${column.help}
    data-column=${at} class="${column.kind} ${active ? 'active' : ''}">${column.title}
    <i aria-hidden="true">${{ asc: '▲', desc: '▼' }[direction] ?? ''}</i><small>${column.unit}</small><span class="edge" title=${TABLE.width}></span></div>`;
}

/** One row on its line; `active(line, column)` says which cell the keys are at. */
export function line(rows, row, place, columns, active) {
  const id = rows.id(row);
  const isChosen = rows.chosen.has(id);
  const marks = [isChosen ? 'chosen' : '', id === rows.picked ? 'picked' : '', id === rows.hovered ? 'hovered' : '', rows.selected(row) ? '' : 'rejected'];
  return html`<div class="line ${marks.join(' ')}" role="row" aria-rowindex=${place + 2} data-line=${place}
    aria-selected=${isChosen ? 'true' : 'false'} aria-current=${id === rows.picked ? 'true' : 'false'}>
    ${columns.map((column, at) => {
      const text = column.text(row);
      const full = column.full?.(row) ?? text;
      return html`<div role="gridcell" id=${`c${place}-${at}`} class="${column.kind} ${active(place, at) ? 'active' : ''}" data-column=${at}
        aria-colindex=${at + 1} title=${text.length > column.chars || full !== text ? full : ''}>${
          column.kind === 'state' ? sign(rows.stateCode(row)) : ''}${text}</div>`;
    })}</div>`;
}
