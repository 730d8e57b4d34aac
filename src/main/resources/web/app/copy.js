/** Puts text on the clipboard; where the page is no secure context there is only the old way. */
export async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('readonly', '');
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}
