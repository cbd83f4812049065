/** As much of the D-Bus wire as a notification service needs: method calls in, answers and signals out. */
import { connect, type Socket } from "node:net";

export interface Call {
	member: string;
	/** The first arguments, by the types that were asked for. */
	read(signature: string): unknown[];
	answer(signature: string, ...values: unknown[]): void;
	refuse(): void;
}

export interface Bus {
	signal(path: string, member: string, signature: string, ...values: unknown[]): void;
	close(): void;
}

const CALL = 1;
const RETURN = 2;
const ERROR = 3;
const SIGNAL = 4;
const FIELDS: Record<number, string> = {
	1: "o",
	2: "s",
	3: "s",
	4: "s",
	5: "u",
	6: "s",
	7: "s",
	8: "g",
	9: "u",
};

/** Connects to the bus at a socket's path, takes the name, and is told of every call to it. */
export async function serveBusName(path: string, name: string, onCall: (call: Call) => void): Promise<Bus> {
	const socket = connect(path);
	await authenticate(socket);
	let serial = 0;
	const send = (type: number, fields: [number, unknown][], signature = "", values: unknown[] = []) => {
		const body = write(signature, values);
		const all: [number, unknown][] = signature ? [...fields, [8, signature]] : fields;
		socket.write(message(type, ++serial, all, body));
		return serial;
	};
	const bus = "org.freedesktop.DBus";
	const ask = (member: string, signature = "", values: unknown[] = []) => {
		const fields: [number, unknown][] = [
			[1, "/org/freedesktop/DBus"],
			[2, bus],
			[3, member],
			[6, bus],
		];
		return send(CALL, fields, signature, values);
	};
	const ready = Promise.withResolvers<void>();
	readMessages(socket, (one) => {
		if (one.type === RETURN && one.fields.get(5) === wanted) ready.resolve();
		if (one.type !== CALL) return;
		const back: [number, unknown][] = [
			[5, one.serial],
			[6, one.fields.get(7)],
		];
		onCall({
			member: String(one.fields.get(3)),
			read: (signature) => read(one.body, 0, signature).values,
			answer: (signature, ...values) => void send(RETURN, back, signature, values),
			refuse: () => void send(ERROR, [...back, [4, "org.freedesktop.DBus.Error.UnknownMethod"]]),
		});
	});
	ask("Hello");
	const wanted = ask("RequestName", "su", [name, 4]);
	await ready.promise;
	return {
		signal: (from, member, signature, ...values) =>
			void send(
				SIGNAL,
				[
					[1, from],
					[2, name],
					[3, member],
				],
				signature,
				values,
			),
		close: () => void socket.destroy(),
	};
}

async function authenticate(socket: Socket): Promise<void> {
	const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString("hex");
	const granted = new Promise<void>((resolve, reject) => {
		socket.once("error", reject);
		socket.once("data", (data) =>
			data.toString().startsWith("OK") ? resolve() : reject(new Error(`the bus said ${data}`)),
		);
	});
	socket.write(`\0AUTH EXTERNAL ${uid}\r\n`);
	await granted;
	socket.write("BEGIN\r\n");
}

interface Message {
	type: number;
	serial: number;
	fields: Map<number, unknown>;
	body: Buffer;
}

function readMessages(socket: Socket, found: (one: Message) => void): void {
	let kept: Buffer = Buffer.alloc(0);
	socket.on("data", (chunk: Buffer) => {
		kept = Buffer.concat([kept, chunk]);
		while (kept.length >= 16) {
			const bodyAt = align(16 + kept.readUInt32LE(12), 8);
			const length = bodyAt + kept.readUInt32LE(4);
			if (kept.length < length) return;
			const fields = readFields(kept.subarray(0, bodyAt));
			const body = Buffer.from(kept.subarray(bodyAt, length));
			found({ type: kept.readUInt8(1), serial: kept.readUInt32LE(8), fields, body });
			kept = kept.subarray(length);
		}
	});
}

function readFields(head: Buffer): Map<number, unknown> {
	const fields = new Map<number, unknown>();
	const end = 16 + head.readUInt32LE(12);
	let at = 16;
	while (at < end) {
		at = align(at, 8);
		const code = head.readUInt8(at);
		const type = FIELDS[code] ?? "s";
		const { values, next } = read(head, at + 4, type);
		fields.set(code, values[0]);
		at = next;
	}
	return fields;
}

function message(type: number, serial: number, fields: [number, unknown][], body: Buffer): Buffer {
	let list = Buffer.alloc(0);
	for (const [code, value] of fields) {
		const signature = FIELDS[code] ?? "s";
		const padded = Buffer.alloc(align(list.length, 8) - list.length);
		const type = Buffer.from([code, 1, signature.charCodeAt(0), 0]);
		list = Buffer.concat([list, padded, type, write(signature, [value])]);
	}
	const head = Buffer.alloc(16);
	head.write("l");
	head.writeUInt8(type, 1);
	head.writeUInt8(1, 3);
	head.writeUInt32LE(body.length, 4);
	head.writeUInt32LE(serial, 8);
	head.writeUInt32LE(list.length, 12);
	const tail = Buffer.alloc(align(16 + list.length, 8) - 16 - list.length);
	return Buffer.concat([head, list, tail, body]);
}

/** Reads `s`, `o`, `g`, `u` and `as` from their place on, each at its own alignment. */
function read(bytes: Buffer, from: number, signature: string): { values: unknown[]; next: number } {
	const values: unknown[] = [];
	let at = from;
	for (const type of signature.match(/as|[sogu]/g) ?? []) {
		if (type === "g") {
			const length = bytes.readUInt8(at);
			values.push(bytes.toString("utf8", at + 1, at + 1 + length));
			at += length + 2;
			continue;
		}
		at = align(at, 4);
		const number = bytes.readUInt32LE(at);
		at += 4;
		if (type === "u") values.push(number);
		else if (type === "as") {
			const end = at + number;
			const items: unknown[] = [];
			while (at < end) {
				const item = read(bytes, at, "s");
				items.push(...item.values);
				at = item.next;
			}
			values.push(items);
		} else {
			values.push(bytes.toString("utf8", at, at + number));
			at += number + 1;
		}
	}
	return { values, next: at };
}

function write(signature: string, values: unknown[]): Buffer {
	let out = Buffer.alloc(0);
	const types = signature.match(/as|[sogu]/g) ?? [];
	for (const [i, type] of types.entries()) out = Buffer.concat([out, writeOne(type, values[i], out.length)]);
	return out;
}

function writeOne(type: string, value: unknown, at: number): Buffer {
	if (type === "g") return Buffer.concat([Buffer.from([String(value).length]), Buffer.from(`${value}\0`)]);
	const pad = Buffer.alloc(align(at, 4) - at);
	if (type === "u") return Buffer.concat([pad, uint32(Number(value))]);
	if (type === "as") {
		let items = Buffer.alloc(0);
		for (const item of value as string[]) items = Buffer.concat([items, writeOne("s", item, items.length)]);
		return Buffer.concat([pad, uint32(items.length), items]);
	}
	const text = Buffer.from(String(value));
	return Buffer.concat([pad, uint32(text.length), text, Buffer.from([0])]);
}

function uint32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

const align = (at: number, to: number): number => Math.ceil(at / to) * to;
