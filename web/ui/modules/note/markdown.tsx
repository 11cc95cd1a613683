import DOMPurify from 'dompurify';
import { Marked } from 'marked';
import { useEffect, useRef } from 'preact/hooks';

/** A text in Markdown. */
export function Markdown({ text }: { text: string }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => host.current?.replaceChildren(renderMarkdown(text)), [text]);
  return <div class="note-markdown" ref={host} />;
}

/** A note is below the headings of the dashboard and the card, so its own headings start at level 3. */
const HEADING_SHIFT = 2;

const marked = new Marked({
  gfm: true,
  breaks: true,
  async: false,
  renderer: {
    heading({ tokens, depth }) {
      const level = Math.min(6, depth + HEADING_SHIFT);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
    },
    /** The site loads nothing from other sites, so an image is replaced by its description. */
    image({ text }) {
      return escaped(text);
    },
    /**
     * HTML is shown as typed. It must not reach the sanitiser: just parsing a `style` or `base` there would be reported
     * as a violation of the content security policy.
     */
    html({ text, block }) {
      return block ? `<p>${escaped(text)}</p>` : escaped(text);
    },
    checkbox({ checked }) {
      return checked ? '\u2611 ' : '\u2610 ';
    },
  },
});

const ALLOWED_TAGS = [
  ...['h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'pre', 'code', 'ul', 'ol', 'li'],
  ...['strong', 'em', 'del', 'a'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

/**
 * Turns Markdown into nodes that are safe to insert: only the tags above, and no attributes except a
 * link's address (http, https or mailto, opened in a new window without access to this one) and the
 * start of a numbered list. Nothing in the result loads anything.
 */
function renderMarkdown(text: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(marked.parse(text) as string, {
    ALLOWED_TAGS,
    ALLOWED_ATTR: ['href', 'start'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const link of fragment.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  return fragment;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
