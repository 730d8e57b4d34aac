/** A search so far in one document (GET …/snapshot): much smaller than its stream, and there at once. */

/** As long as the page may be deaf. */
const SLICE_MILLIS = 30;
const BATCH = 500;

/** Its events: objects declare forms, arrays are events in these forms. */
export function* eventsOf({ search, since, events }) {
  const forms = [];
  for (const item of events) {
    if (Array.isArray(item)) {
      yield eventOf(forms[item[0]], item, search.id, since);
    } else {
      forms.push(item);
    }
  }
}

/** form, seq, milliseconds since, then the values of the fields; of a row the values of its columns. */
function eventOf({ type, fields, columns }, item, search, since) {
  const event = { type, seq: item[1], search, time: new Date(since + item[2]).toISOString() };
  for (let at = 0; at < fields.length; at++) {
    const value = item[at + 3];
    event[fields[at]] = fields[at] === 'row' && columns ? rowOf(columns, value) : value;
  }
  return event;
}

function rowOf(columns, values) {
  const row = {};
  for (let at = 0; at < columns.length; at++) {
    row[columns[at]] = values[at];
  }
  return row;
}

/**
 * Hands the events to `take`, in arrays, and lets the page draw in between.
 *
 * @param {() => boolean} wanted asked before each array; whether it is still so
 */
export async function replay(snapshot, take, wanted) {
  let batch = [];
  let end = performance.now() + SLICE_MILLIS;
  for (const event of eventsOf(snapshot)) {
    batch.push(event);
    if (batch.length === BATCH) {
      take(batch);
      batch = [];
      if (performance.now() > end) {
        await new Promise((turn) => setTimeout(turn));
        if (!wanted()) {
          return;
        }
        end = performance.now() + SLICE_MILLIS;
      }
    }
  }
  if (batch.length > 0) {
    take(batch);
  }
}
