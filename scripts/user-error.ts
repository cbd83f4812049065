/** Something that a person must settle: told without a stack. */
export class UserError extends Error {}
