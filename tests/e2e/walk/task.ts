import type { Page } from "playwright-core";
import type { WireIncident } from "../../support/client.ts";
import type { Thumb } from "../../support/thumb.ts";
import type { World } from "../../support/world.ts";
import type { Keyboard } from "./keyboard.ts";

/** What a task is about, made before it begins. */
export interface Scene {
	world: World;
	/** Where the app is: `http://localhost:8080`. */
	origin: string;
	/** The incident that it is about, where it is about one. */
	incident: WireIncident;
	/** What begins only now, in a name that is to be typed. */
	name: string;
}

/** One thing that people come to the app for. It begins on Now, as Ana, an admin who is on call. */
export interface Task {
	name: string;
	/** The incident that it is about; null for none. */
	prepare?(world: World): Promise<WireIncident | null>;
	phone(page: Page, thumb: Thumb, scene: Scene): Promise<void>;
	desk(page: Page, hands: Keyboard, scene: Scene): Promise<void>;
	/** Whether it has really been done, asked of the server until it is so. */
	isDone?(scene: Scene): Promise<boolean>;
}
