/** The pages whose request is being made ready, for whoever wants to know when they have left. */
export class Departures {
	private readonly waiting = new Set<string>();
	private callers: (() => void)[] = [];

	begin(pageId: string): void {
		this.waiting.add(pageId);
	}

	/** It has left, or did not leave this time. */
	end(pageId: string): void {
		this.waiting.delete(pageId);
		if (this.waiting.size > 0) return;
		for (const done of this.callers.splice(0)) done();
	}

	/** Resolves when none is being made ready, after `withinMs` at the latest. Never rejects. */
	async over(withinMs: number): Promise<void> {
		if (this.waiting.size === 0) return;
		let timer: ReturnType<typeof setTimeout> | undefined;
		await new Promise<void>((resolve) => {
			this.callers.push(resolve);
			timer = setTimeout(resolve, withinMs);
		});
		clearTimeout(timer);
	}
}
