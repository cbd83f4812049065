/** An instance with one person, one policy and one service, for tests of settings. */
import { type Client, clientOf } from "./client.ts";
import { type Instance, type InstanceOptions, startInstance } from "./instance.ts";

type Wire = Record<string, unknown> & { id: string };

export interface ServiceWorld {
	instance: Instance;
	client: Client;
	personId: string;
	policyId: string;
	serviceId: string;
	/** Any call; the body is a JSON object. */
	send(
		method: string,
		path: string,
		body?: object,
	): Promise<{ status: number; body: Record<string, unknown> }>;
	/** Creates; throws unless the answer is 2xx. */
	make(path: string, body: object): Promise<Wire>;
	stop(): Promise<void>;
}

export async function startServiceWorld(options: InstanceOptions = {}): Promise<ServiceWorld> {
	const instance = await startInstance(options);
	const client = clientOf(instance.api);
	const make = (path: string, body: object) => client.make<Wire>(path, body);
	const ana = await make("/api/v1/users", { name: "Ana", email: "ana@shop.example" });
	const policy = await make("/api/v1/escalation-policies", {
		name: "Shop on call",
		levels: [{ targets: [{ kind: "user", id: ana.id }], escalateAfterSeconds: 300 }],
	});
	const service = await make("/api/v1/services", { name: "Checkout", escalationPolicyId: policy.id });
	return {
		instance,
		client,
		personId: ana.id,
		policyId: policy.id,
		serviceId: service.id,
		send: async (method, path, body) => {
			const answer = await instance.api(method, path, body);
			return { status: answer.status, body: answer.body as Record<string, unknown> };
		},
		make,
		stop: () => instance.stop(),
	};
}
