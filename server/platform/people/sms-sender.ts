/** A gateway for short messages. Resolves when the gateway has taken the message, throws when it has not. */
export interface SmsSender {
  readonly send: (
    phone: string,
    message: { readonly template: 'signInCode'; readonly code: string; readonly minutes: number },
  ) => Promise<void>;
}
