/**
 * As much of TLS 1.2 (RFC 5246) as it takes to be shown a server's certificate: up to 1.2 it comes in clear, before any key.
 * Nothing is verified here and nothing is encrypted.
 */

/** ECDHE and RSA, as the servers of today and of yesterday take them. */
const SUITES = [
	...[0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8],
	...[0xc009, 0xc013, 0xc00a, 0xc014, 0x009c, 0x009d, 0x002f, 0x0035],
];
const GROUPS = [0x001d, 0x0017, 0x0018];
const SIGNATURES = [0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601, 0x0201];
const TLS_1_2 = 0x0303;

/** The first words of a client that speaks TLS 1.2 at most. `name` is told to the server; null for an address. */
export function clientHello(name: string | null, random: Uint8Array): Uint8Array<ArrayBuffer> {
	const letters = [...(name ?? "")].map((char) => char.charCodeAt(0));
	const extensions = [
		...(name === null ? [] : extension(0x0000, sized([0, ...sized(letters)]))),
		...extension(0x000a, sized(GROUPS.flatMap(two))),
		...extension(0x000b, [1, 0]),
		...extension(0x000d, sized(SIGNATURES.flatMap(two))),
		...extension(0xff01, [0]),
	];
	const suites = sized(SUITES.flatMap(two));
	const hello = [...two(TLS_1_2), ...random.subarray(0, 32), 0, ...suites, 1, 0, ...sized(extensions)];
	return Uint8Array.from([HANDSHAKE, 3, 1, ...sized([CLIENT_HELLO, 0, ...sized(hello)])]);
}

const two = (value: number): number[] => [value >> 8, value & 0xff];
const sized = (bytes: number[]): number[] => [...two(bytes.length), ...bytes];
const extension = (type: number, data: number[]): number[] => [...two(type), ...sized(data)];

const HANDSHAKE = 22;
const CLIENT_HELLO = 1;
const CERTIFICATE = 11;

/**
 * The server's own certificate (DER) in what it has said so far. `more`: it has not come yet. `none`: the server said
 * something else, as one does that speaks only TLS 1.3.
 */
export function certificateIn(bytes: Uint8Array): Uint8Array<ArrayBuffer> | "more" | "none" {
	const said: number[] = [];
	for (let at = 0; at + 5 <= bytes.length; ) {
		if (bytes[at] !== HANDSHAKE) return "none";
		const end = at + 5 + number(bytes, at + 3, 2);
		for (const byte of bytes.subarray(at + 5, end)) said.push(byte);
		at = end;
	}
	return firstCertificate(Uint8Array.from(said));
}

function firstCertificate(said: Uint8Array): Uint8Array<ArrayBuffer> | "more" | "none" {
	for (let at = 0; at + 4 <= said.length; ) {
		const end = at + 4 + number(said, at + 1, 3);
		if (end > said.length) return "more";
		if (said[at] === CERTIFICATE) {
			const from = at + 10;
			const to = from + number(said, at + 7, 3);
			return to > from && to <= end ? said.slice(from, to) : "none";
		}
		at = end;
	}
	return "more";
}

function number(bytes: Uint8Array, at: number, length: number): number {
	return bytes.subarray(at, at + length).reduce((value, byte) => value * 256 + byte, 0);
}
