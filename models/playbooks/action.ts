/** What an action of a playbook says, to whomever it is for. */
export interface Action {
  id: string;
  /** When the message is due, in words. */
  trigger: string;
  channel: string;
  offer: string;
  /** Days for which the message is good. */
  validDays: number;
  /** Templates: `{name}` is filled in. */
  messages: { ko: string; en: string };
}
