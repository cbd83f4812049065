import { type Actor, actAs } from "./actors.ts";
import { Alarm, type AlarmFault } from "./alarm.ts";
import type { Clock } from "./clock.ts";
import { type RowCount, Store, sqlStorageOf } from "./sqlite.ts";

export type ObjectClass = new (ctx: never, env: never) => object;
type Methods = Record<string, (...args: unknown[]) => unknown>;

export interface ObjectPorts {
	clock: Clock;
	env: object;
	exports: object;
	rows: RowCount;
	/** It wrote to its storage, its alarm included. */
	wrote: (object: EdgeObject) => void;
	/** A statement that may have written ran in its store. */
	touched: (object: EdgeObject) => void;
	/** It set its alarm, or took it away. */
	alarmSet: () => void;
	/** An alarm of this object rang. */
	rang: (object: EdgeObject) => void;
	alarmFault: (at: number) => AlarmFault | null;
	/** Something an object should not do: it is told, and the night fails. */
	broke: (what: string, error: unknown) => void;
}

/** The connection broke: whoever called may try again. */
export function connectionLost(): Error {
	return Object.assign(new Error("Network connection lost."), { retryable: true, remote: true });
}

/** An object of the edge: its storage lasts, its instance comes and goes. */
export class EdgeObject {
	readonly name: string;
	readonly kind: string;
	readonly id: string;
	readonly store: Store;
	readonly alarm: Alarm;
	readonly sockets: unknown[] = [];
	/** Set while every call to it is to fail. */
	failing: string | null = null;
	/** How much longer than usual a call takes to get here. */
	slowMs = 0;
	/** The same for its answers. */
	slowBackMs = 0;
	lastUsedAt = 0;
	#instance: object | null = null;
	#actor: Actor | null = null;
	readonly #class: ObjectClass;
	readonly #ports: ObjectPorts;
	readonly #callers = new Set<(error: Error) => void>();

	constructor(kind: string, name: string, id: string, ofClass: ObjectClass, ports: ObjectPorts) {
		this.kind = kind;
		this.name = name;
		this.id = id;
		this.#class = ofClass;
		this.#ports = ports;
		this.store = new Store(ports.rows);
		this.store.onTouch = () => ports.touched(this);
		this.alarm = new Alarm({ clock: ports.clock, fault: ports.alarmFault, ring: () => this.#ring() });
	}

	/** Runs a method in the object's own turn; rejects when it throws, or when the object dies meanwhile. */
	call(method: string, args: unknown[]): Promise<unknown> {
		return this.#run((instance) => (instance as Methods)[method]!(...args));
	}

	/** Memory is gone, storage stays. Whoever waits for an answer is told that the connection broke. */
	die(): void {
		if (this.#actor) this.#actor.dead = true;
		this.#instance = null;
		this.#actor = null;
		for (const reject of this.#callers) reject(connectionLost());
		this.#callers.clear();
	}

	get isBusy(): boolean {
		return this.#callers.size > 0;
	}

	get isAwake(): boolean {
		return this.#instance !== null;
	}

	#ring(): Promise<void> {
		this.#ports.rang(this);
		return this.#run((instance) => (instance as Methods).alarm?.()) as Promise<void>;
	}

	#run(work: (instance: object) => unknown): Promise<unknown> {
		if (this.failing !== null) return Promise.reject(new Error(this.failing));
		this.lastUsedAt = this.#ports.clock.now;
		return new Promise((resolve, reject) => {
			this.#callers.add(reject);
			const done = () => this.#callers.delete(reject);
			this.#actor ??= { what: this.name, dead: false };
			const actor = this.#actor;
			actAs(actor, async () => {
				try {
					this.#instance ??= new this.#class(this.#context(actor) as never, this.#ports.env as never);
					const value = await work(this.#instance);
					if (!actor.dead) resolve(value);
				} catch (error) {
					if (!actor.dead) reject(error);
				} finally {
					if (!actor.dead) done();
				}
			});
		});
	}

	#context(actor: Actor): object {
		const write = () => {
			if (actor.dead) throw new Error("this instance is no longer alive");
			this.#ports.wrote(this);
		};
		const inTurn = async <Result>(work: () => Result): Promise<Result> => work();
		return {
			id: { name: this.name, toString: () => this.id },
			exports: this.#ports.exports,
			waitUntil: (work: Promise<unknown>) => {
				work.catch((error) => this.#ports.broke(`${this.name}: waitUntil`, error));
			},
			acceptWebSocket: (socket: unknown) => this.sockets.push(socket),
			getWebSockets: () => this.sockets,
			setWebSocketAutoResponse: () => {},
			storage: {
				sql: sqlStorageOf(this.store, write),
				transactionSync: <Result>(work: () => Result) => this.store.transaction(work),
				getAlarm: () => inTurn(() => this.alarm.storedAt),
				setAlarm: (at: number | Date) =>
					inTurn(() => {
						write();
						this.#ports.rows.written++;
						this.#ports.alarmSet();
						this.alarm.set(Number(at));
					}),
				deleteAlarm: () =>
					inTurn(() => {
						write();
						this.#ports.alarmSet();
						this.alarm.remove();
					}),
			},
		};
	}
}
