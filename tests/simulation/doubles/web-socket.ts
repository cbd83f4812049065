/** A connection that a fetch was answered with: every message that is sent is answered at once. */
class Socket extends EventTarget {
	binaryType = "blob";
	private readonly answer: (said: string) => string;

	constructor(answer: (said: string) => string) {
		super();
		this.answer = answer;
	}

	accept(): void {}

	send(said: string): void {
		queueMicrotask(() => this.dispatchEvent(new MessageEvent("message", { data: this.answer(said) })));
	}

	close(code: number): void {
		queueMicrotask(() => this.dispatchEvent(Object.assign(new Event("close"), { code })));
	}
}

/** What a handshake is answered with; no `Response` of Node can be made with 101. */
export function socketAnswer(answer: (said: string) => string): Response {
	const webSocket = new Socket(answer);
	return Object.defineProperties(new Response(null), {
		status: { value: 101 },
		webSocket: { value: webSocket },
	});
}
