/** A fault in the schema or the surroundings; its message is all that its reader needs. */
export class GenerateError extends Error {}
