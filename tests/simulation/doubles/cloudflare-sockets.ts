/** What `connect` says where TLS fails; undefined where it does not. Every port of the simulated network is open. */
export const tls: { failure: () => string | undefined } = { failure: () => undefined };

interface Connection {
	opened: Promise<object>;
	closed: Promise<void>;
	close: () => Promise<void>;
	writable: WritableStream;
	readable: ReadableStream;
}

/** Only HTTP is spoken there: whoever writes is heard, and reads nothing. */
export function connect(_to: object, options?: { secureTransport: string }): Connection {
	const failure = options?.secureTransport === "on" ? tls.failure() : undefined;
	const opened = failure === undefined ? Promise.resolve({}) : Promise.reject(new Error(failure));
	const readable = new ReadableStream({ start: (controller) => controller.close() });
	const close = async () => {};
	return { opened, closed: Promise.resolve(), close, writable: new WritableStream(), readable };
}
