/** An instant: milliseconds since 1970-01-01T00:00Z. On the wire it is RFC 3339 UTC with milliseconds. */
export type Instant = number;

export const seconds = (n: number): number => n * 1_000;
export const minutes = (n: number): number => n * 60_000;
export const hours = (n: number): number => n * 3_600_000;
export const days = (n: number): number => n * 86_400_000;

/** The wire form of an instant. Throws RangeError beyond year 275760, which no clock of ours says. */
export function toWire(at: Instant): string {
	return new Date(at).toISOString();
}

/** The wire form, or null where nothing has happened yet. */
export function toWireOrNull(at: Instant | null): string | null {
	return at === null ? null : toWire(at);
}

/** To the minute, for people everywhere: "2026-11-29 02:00 UTC". */
export function inUtc(at: Instant): string {
	return `${toWire(at).slice(0, 16).replace("T", " ")} UTC`;
}

/** Reads the wire form. NaN for anything that is no instant: contract schemas refuse it before it gets here. */
export function fromWire(text: string): Instant {
	return Date.parse(text);
}
