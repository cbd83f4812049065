import { AsyncLocalStorage } from "node:async_hooks";

/** Whoever runs code: an object's instance, or one invocation of the Worker. What a dead one waits for never comes. */
export interface Actor {
	what: string;
	dead: boolean;
}

const running = new AsyncLocalStorage<Actor>();

export function actorNow(): Actor | undefined {
	return running.getStore();
}

export function actAs<Result>(actor: Actor | undefined, work: () => Result): Result {
	return actor ? running.run(actor, work) : work();
}
