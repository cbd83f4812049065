/** The API as a script would use it: JSON in, JSON out, and a clear word when the answer is another than hoped for. */
export interface ApiAnswer<T = unknown> {
	status: number;
	body: T;
	headers: Headers;
}

export type Api = (
	method: string,
	path: string,
	body?: unknown,
	headers?: Record<string, string>,
) => Promise<ApiAnswer>;

/** What the wire says of an incident (contract section 3), as far as scenarios look. */
export interface WireIncident {
	id: string;
	number: number;
	title: string;
	severity: "P1" | "P2" | "P3" | "P4";
	urgency: "high" | "low";
	state: "triggered" | "acknowledged" | "resolved";
	status: string;
	epoch: number;
	service: { id: string; name: string };
	acknowledgedBy: { kind: string; id: string | null; name: string } | null;
	detectedAt: string;
	triggeredAt: string;
	acknowledgedAt: string | null;
	resolvedAt: string | null;
	nextEscalation: { at: string; level: number; targets: { kind: string; id: string }[] } | null;
	version: number;
}

export interface WireEvent {
	seq: number;
	type: string;
	at: string;
	actor: { kind: string; id: string | null; name: string };
	data: Record<string, unknown>;
}

export interface Client {
	/** Creates and answers the resource; throws unless the answer is 2xx. */
	make<T = { id: string }>(path: string, body: object): Promise<T>;
	read<T>(path: string): Promise<T>;
	/** Every item of a list, page after page. */
	list<T>(path: string): Promise<T[]>;
	/** Any call that must succeed. */
	call<T>(method: string, path: string, body?: object): Promise<T>;
	incident(id: string): Promise<WireIncident>;
	incidents(): Promise<WireIncident[]>;
	timeline(id: string): Promise<WireEvent[]>;
}

export function clientOf(api: Api): Client {
	const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
		const answer = await api(method, path, body);
		if (answer.status < 200 || answer.status > 299) {
			throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
		}
		// The contract's word for what this path answers; scenarios assert on the fields they use.
		return answer.body as T;
	};
	const list = async <T>(path: string): Promise<T[]> => {
		const items: T[] = [];
		let cursor: string | null = null;
		do {
			const joint = path.includes("?") ? "&" : "?";
			const page: { items: T[]; nextCursor: string | null } = await call(
				"GET",
				`${path}${joint}limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`,
			);
			items.push(...page.items);
			cursor = page.nextCursor;
		} while (cursor);
		return items;
	};
	return {
		call,
		list,
		make: (path, body) => call("POST", path, body),
		read: (path) => call("GET", path),
		incident: (id) => call("GET", `/api/v1/incidents/${id}`),
		incidents: () => list("/api/v1/incidents"),
		timeline: (id) => list(`/api/v1/incidents/${id}/timeline`),
	};
}
