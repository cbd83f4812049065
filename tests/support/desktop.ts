/** A desktop without a screen: it receives every notification that a program shows, and can press it. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Call, serveBusName } from "./d-bus.ts";
import { eventually } from "./wait.ts";

export interface DesktopNotification {
	id: number;
	title: string;
	body: string;
	/** Key of each button, by its words; a press on the notification itself is `default`. */
	buttons: Record<string, string>;
}

export interface Desktop {
	/** For the environment of the program. */
	address: string;
	/** What is on the screen now, the oldest first. */
	shown: Map<number, DesktopNotification>;
	waitFor(title: string | RegExp, timeoutMs?: number): Promise<DesktopNotification>;
	/** A genuine press, as far as the program can tell. */
	press(notification: DesktopNotification, button?: string): void;
	close(): Promise<void>;
}

const NAME = "org.freedesktop.Notifications";
const PATH = "/org/freedesktop/Notifications";

export async function startDesktop(): Promise<Desktop> {
	const folder = mkdtempSync(join(tmpdir(), "tocsin-bus-"));
	const socket = join(folder, "bus");
	const address = `unix:path=${socket}`;
	const daemon = spawn("dbus-daemon", ["--session", "--nofork", "--nopidfile", `--address=${address}`], {
		stdio: ["ignore", "ignore", "ignore"],
	});
	const shown = new Map<number, DesktopNotification>();
	let lastId = 0;
	const notify = (call: Call) => {
		const [, replaces, , title, body, actions] = call.read("susssas") as [
			string,
			number,
			string,
			string,
			string,
			string[],
		];
		const id = replaces === 0 ? ++lastId : replaces;
		const buttons: Record<string, string> = {};
		for (let i = 0; i + 1 < actions.length; i += 2) buttons[actions[i + 1] ?? ""] = actions[i] ?? "";
		shown.set(id, { id, title, body, buttons });
		call.answer("u", id);
	};
	const serve = () =>
		serveBusName(socket, NAME, (call) => {
			if (call.member === "Notify") return notify(call);
			if (call.member === "GetCapabilities") return call.answer("as", ["actions", "body", "persistence"]);
			if (call.member === "GetServerInformation") return call.answer("ssss", "Desktop", "Tocsin", "1", "1.2");
			if (call.member !== "CloseNotification") return call.refuse();
			const [id] = call.read("u") as [number];
			shown.delete(id);
			call.answer("");
			bus.signal(PATH, "NotificationClosed", "uu", id, 3);
		});
	const bus = await eventually("the message bus", () => serve(), 5_000);
	return {
		address,
		shown,
		waitFor: (title, timeoutMs) =>
			eventually(
				`a notification ${title}`,
				() =>
					[...shown.values()].find((one) =>
						title instanceof RegExp ? title.test(one.title) : one.title === title,
					),
				timeoutMs,
			),
		press(notification, button = "default") {
			bus.signal(PATH, "ActionInvoked", "us", notification.id, button);
		},
		async close() {
			bus.close();
			daemon.kill();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
