/** A message that could not be handed over. `code` is what an administrator is shown: ASCII, no address, no contents. */
export class NotDelivered extends Error {
  readonly code: string;
  /** True where trying again can't help, e.g. a mailbox that does not exist. */
  readonly final: boolean;
  constructor(code: string, final = false) {
    super(code);
    this.name = 'NotDelivered';
    this.code = code;
    this.final = final;
  }
}
