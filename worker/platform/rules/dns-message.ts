/** Messages of the DNS (RFC 1035), as they travel over HTTPS (RFC 8484): one question out, what it came to back. */

export const RECORD_TYPES = ["A", "AAAA", "CNAME", "MX", "NS", "TXT", "SRV", "CAA", "SOA"] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

const NUMBERS: Record<RecordType, number> = {
	A: 1,
	NS: 2,
	CNAME: 5,
	SOA: 6,
	MX: 15,
	TXT: 16,
	AAAA: 28,
	SRV: 33,
	CAA: 257,
};

/** `records` are those of the type that was asked for, in the words of a zone file, each as `readRecord` would have it. */
export interface DnsReply {
	code: "NOERROR" | "NXDOMAIN" | "SERVFAIL";
	records: string[];
}

const IN = 1;
const OPT = 41;
const MAX_UDP = 4_096;

/** The question for one type of records of an ASCII name. Its id is 0, so that equal questions are equal. */
export function dnsQuery(name: string, type: RecordType): Uint8Array<ArrayBuffer> {
	const labels = name.replace(/\.$/, "").split(".");
	const encoded = labels.flatMap((label) => [label.length, ...[...label].map((char) => char.charCodeAt(0))]);
	const header = [0, 0, 0x01, 0, ...two(1), ...two(0), ...two(0), ...two(1)];
	const question = [...encoded, 0, ...two(NUMBERS[type]), ...two(IN)];
	const extension = [0, ...two(OPT), ...two(MAX_UDP), 0, 0, 0, 0, ...two(0)];
	return Uint8Array.from([...header, ...question, ...extension]);
}

const two = (value: number): [number, number] => [value >> 8, value & 0xff];

const CODES: Record<number, DnsReply["code"]> = { 0: "NOERROR", 2: "SERVFAIL", 3: "NXDOMAIN" };

/** Null for what says nothing of the name: no whole answer, or a code by which a resolver refuses the question. */
export function readDnsReply(bytes: Uint8Array, type: RecordType): DnsReply | null {
	try {
		return new Reader(bytes).reply(type);
	} catch (error) {
		if (error instanceof Malformed) return null;
		throw error;
	}
}

class Malformed extends Error {}

const RESPONSE = 0x8000;
const CUT = 0x0200;
const MAX_NAME = 255;

/** Reads on from where it is; throws `Malformed` beyond the end. */
class Reader {
	private at = 0;
	private readonly bytes: Uint8Array;

	constructor(bytes: Uint8Array) {
		this.bytes = bytes;
	}

	reply(type: RecordType): DnsReply | null {
		this.at = 2;
		const flags = this.two();
		const [questions, answers] = [this.two(), this.two()];
		const code = CODES[flags & 0x0f];
		if ((flags & RESPONSE) === 0 || (flags & CUT) !== 0 || code === undefined) return null;
		this.at = 12;
		for (let i = 0; i < questions; i++) {
			this.name();
			this.at += 4;
		}
		const records: string[] = [];
		for (let i = 0; i < answers; i++) {
			const record = this.record(type);
			if (record !== null) records.push(record);
		}
		return { code, records: records.toSorted() };
	}

	/** Null for one of another type, an alias on the way to an address for example. */
	private record(wanted: RecordType): string | null {
		this.name();
		const [type, classOf] = [this.two(), this.two()];
		this.at += 4;
		const length = this.two();
		const end = this.at + length;
		if (end > this.bytes.length) throw new Malformed();
		const isWanted = type === NUMBERS[wanted] && classOf === IN;
		const text = isWanted ? this.data(wanted, end) : null;
		if (isWanted && this.at !== end) throw new Malformed();
		this.at = end;
		return text;
	}

	private data(type: RecordType, end: number): string {
		switch (type) {
			case "A":
				return [this.one(), this.one(), this.one(), this.one()].join(".");
			case "AAAA":
				return ipv6(Array.from({ length: 8 }, () => this.two().toString(16)).join(":"));
			case "CNAME":
			case "NS":
				return this.name();
			case "MX":
				return `${this.two()} ${this.name()}`;
			case "SRV":
				return `${this.two()} ${this.two()} ${this.two()} ${this.name()}`;
			case "SOA":
				return [this.name(), this.name(), ...Array.from({ length: 5 }, () => this.four())].join(" ");
			case "TXT":
				return this.strings(end);
			case "CAA":
				return `${this.one()} ${this.text(this.one()).toLowerCase()} "${this.text(end - this.at)}"`;
		}
	}

	/** What one record says in several strings is one text: UTF-8, where it is that. */
	private strings(end: number): string {
		let text = "";
		while (this.at < end) text += this.text(this.one());
		try {
			return decodeURIComponent(
				text.replace(/./gs, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, "0")}`),
			);
		} catch {
			return text;
		}
	}

	/** Every byte is a letter of its own. */
	private text(length: number): string {
		return String.fromCharCode(...Array.from({ length }, () => this.one()));
	}

	/** In small letters, without the dot at the end. A pointer leads back only, so that no name goes in circles. */
	private name(): string {
		const labels: string[] = [];
		let [resume, limit, total]: [number | null, number, number] = [null, this.at, 0];
		for (let length = this.one(); length !== 0; length = this.one()) {
			if (length >= 0xc0) {
				const target = (length & 0x3f) * 256 + this.one();
				resume ??= this.at;
				if (target >= limit) throw new Malformed();
				limit = target;
				this.at = target;
				continue;
			}
			total += length + 1;
			if (length > 63 || total > MAX_NAME) throw new Malformed();
			labels.push(this.text(length).replace(/[.\\]/g, "\\$&").toLowerCase());
		}
		if (resume !== null) this.at = resume;
		return labels.length === 0 ? "." : labels.join(".");
	}

	private one(): number {
		const value = this.bytes[this.at++];
		if (value === undefined) throw new Malformed();
		return value;
	}

	private two(): number {
		return this.one() * 256 + this.one();
	}

	private four(): number {
		return this.two() * 65_536 + this.two();
	}
}

const NAME =
	/^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/;

/** The one spelling of an ASCII name: in small letters, without the dot at the end. Null for what is none. */
export function readDnsName(text: string): string | null {
	const name = text.toLowerCase().replace(/\.$/, "");
	return NAME.test(name) ? name : null;
}

const SHAPES: Record<Exclude<RecordType, "A" | "AAAA" | "TXT" | "CAA">, ("number" | "name")[]> = {
	CNAME: ["name"],
	NS: ["name"],
	MX: ["number", "name"],
	SRV: ["number", "number", "number", "name"],
	SOA: ["name", "name", "number", "number", "number", "number", "number"],
};

/** A record as a person writes it, in the spelling that a reply has it in; null where no record of this type is like it. */
export function readRecord(type: RecordType, written: string): string | null {
	const text = written.trim();
	switch (type) {
		case "A":
			return isIpv4(text) ? text : null;
		case "AAAA":
			return /^[0-9a-f:.]+$/i.test(text) && URL.canParse(`http://[${text}]/`) ? ipv6(text) : null;
		case "TXT":
			return text.replace(/^"(.*)"$/s, "$1");
		case "CAA": {
			const [, flags, tag, value] = /^(\d{1,3})\s+([a-z0-9]+)\s+"?([^"]*)"?$/i.exec(text) ?? [];
			return flags && tag ? `${Number(flags)} ${tag.toLowerCase()} "${value ?? ""}"` : null;
		}
		default:
			return readWords(text.split(/\s+/), SHAPES[type]);
	}
}

function readWords(words: string[], shape: ("number" | "name")[]): string | null {
	if (words.length !== shape.length) return null;
	const read = words.map((word, i) => {
		if (shape[i] === "name") return word === "." ? word : readDnsName(word);
		return /^\d{1,10}$/.test(word) ? String(Number(word)) : null;
	});
	return read.includes(null) ? null : read.join(" ");
}

function isIpv4(text: string): boolean {
	const parts = text.split(".");
	return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
}

/** In the one spelling of RFC 5952, which is the WHATWG parser's. */
const ipv6 = (text: string): string => new URL(`http://[${text}]/`).hostname.slice(1, -1);

/** The WHATWG parser is pure and in every runtime; the rules' own library declares no web platform. */
declare class URL {
	static canParse(text: string): boolean;
	constructor(text: string);
	readonly hostname: string;
}
