const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
let count = 0;

/** Ids that a night can repeat: the time of the virtual clock, then a number that counts on. */
function ulid(): string {
	return digits(Date.now(), 10) + digits(++count, 16);
}

function digits(value: number, length: number): string {
	let rest = value;
	let text = "";
	for (let i = 0; i < length; i++) {
		text = ALPHABET[rest % 32] + text;
		rest = Math.floor(rest / 32);
	}
	return text;
}

export const encodeTime = (at: number): string => digits(at, 10);

export const monotonicFactory = () => ulid;

/** Ids count on from here: a night begins where its world was finished. */
export function countFrom(start: number): void {
	count = start;
}

export function counted(): number {
	return count;
}
