/** Turns the HTML that some calendars write in their texts into words; a text without any stays as it is. */

const TAGS =
  'a|abbr|b|blockquote|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|img|label|li|meta|o:p|ol|p|pre|s|small|span|strong|style|sub|sup|table|tbody|td|th|thead|title|tr|tt|u|ul';
const ANY_TAG = new RegExp(`<!DOCTYPE[^<>]*>|</?(?:${TAGS})(?:\\s[^<>]*)?/?>`, 'gi');
// In each of these, a tag ends at the next sign of one: what is never closed is not looked for to the end of the text.
const LINK = /<a(\s[^<>]*)>((?:(?!<\/?a\b)[\s\S])*)<\/a>/gi;
const ADDRESS = /href\s*=\s*["']?([^"'\s<>]+)/i;
const LAID_OUT = /<(?:br|p|div|li|tr|h[1-6])\b/i;
const HAS_TAG = new RegExp(ANY_TAG.source, 'i');

/** ` ` to `ÿ`, in the order of their code points from 160 (HTML 4, 24.2). */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
const OTHERS =
  'amp:& lt:< gt:> quot:" apos:\' euro:€ hellip:… ndash:– mdash:— lsquo:‘ rsquo:’ ldquo:“ rdquo:” sbquo:‚ bdquo:„ bull:• oelig:œ OElig:Œ trade:™ rarr:→';
const ENTITIES = new Map([
  ...LATIN.split(' ').map((name, index) => [name, String.fromCharCode(160 + index)] as const),
  ...OTHERS.split(' ').map((pair) => [pair.split(':')[0] ?? '', pair.slice(pair.indexOf(':') + 1)] as const),
]);

/** Paragraphs, lines and points of a list become lines; a link keeps its address when its words do not say it. */
export function plainWords(text: string): string {
  if (!HAS_TAG.test(text)) return text.includes('&') ? withoutEntities(text) : text;
  let shown = without(text, /<!--/g, /-->/g);
  for (const name of ['head', 'style', 'script', 'title'])
    shown = without(shown, new RegExp(`<${name}\\b[^<>]*>`, 'gi'), new RegExp(`</${name}\\s*>`, 'gi'));
  const words = shown
    // Where HTML says itself where lines end, the ends of those of the text say nothing.
    .replace(LAID_OUT.test(text) ? /[ \t\r\n]+/g : /[ \t\r]+/g, ' ')
    .replace(LINK, (link, written: string, said: string) => {
      const to = ADDRESS.exec(written)?.[1];
      if (to === undefined) return link;
      const address = to.replace(/^mailto:/i, '');
      return said.includes(address) ? said : `${said} (${address})`;
    })
    .replace(/<li(?:\s[^<>]*)?>/gi, '\n– ')
    .replace(/<br\s*\/?>|<\/(?:p|div|h[1-6]|tr|ul|ol|table|blockquote)\s*>|<hr\s*\/?>/gi, '\n')
    .replace(/<\/t[dh]\s*>/gi, ' ')
    .replace(ANY_TAG, '')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n');
  return withoutEntities(words).trim();
}

/** Leaves out what stands between two marks; one that is never closed leaves the rest as it is. */
function without(text: string, opening: RegExp, closing: RegExp): string {
  const parts: string[] = [];
  let from = 0;
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    closing.lastIndex = opening.lastIndex;
    if (!closing.exec(text)) break;
    parts.push(text.slice(from, found.index));
    from = closing.lastIndex;
    opening.lastIndex = from;
  }
  return [...parts, text.slice(from)].join(' ');
}

const withoutEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([A-Za-z]\w{1,7}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES.get(name) ?? whole;
    const code = Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : whole;
  });
