import { escapeHtml } from './escape-html.ts';

/** Text that is markup already, because `html` made it or `trustMarkup` vouches for it. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** What a template may hold; everything that is not markup is escaped, and nothing stands for null, undefined and false. */
export type Fragment = Markup | string | number | null | undefined | false | readonly Fragment[];

/** A template whose values are escaped unless they are markup, so that forgetting to is not possible. */
export function html(strings: TemplateStringsArray, ...values: readonly Fragment[]): Markup {
  return new Markup(strings.reduce((text, part, index) => `${text}${render(values[index - 1])}${part}`));
}

/** Our own constant text, such as the style sheet; never anything that came from outside. */
export function trustMarkup(text: string): Markup {
  return new Markup(text);
}

function render(value: Fragment): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Markup) return value.toString();
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return value.map(render).join('');
}
