/** The base classes of the platform: they hold what they are given. */
class Given {
	protected readonly ctx: unknown;
	protected readonly env: unknown;

	constructor(ctx: unknown, env: unknown) {
		this.ctx = ctx;
		this.env = env;
	}
}

export class DurableObject extends Given {}
export class WorkerEntrypoint extends Given {}
