/** Stands for the encryption of a push, which other tests do for real: the payload travels as it is. */
interface Options {
	TTL: number;
	topic: string;
	urgency: string;
}

export default {
	generateVAPIDKeys: () => ({ publicKey: "simulated", privateKey: "simulated" }),
	getVapidHeaders: () => ({ Authorization: "vapid simulated" }),
	generateRequestDetails: (
		{ endpoint }: { endpoint: string },
		payload: string,
		{ TTL, topic, urgency }: Options,
	) => ({
		endpoint,
		headers: { TTL: String(TTL), Topic: topic, Urgency: urgency },
		body: Buffer.from(payload),
	}),
};
