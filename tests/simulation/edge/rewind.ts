import type { Edge } from "./edge.ts";

/** Remembers an edge as it stands; answers how to make it so again. Only one at a time. */
export function remember(edge: Edge): () => void {
	const at = edge.clock.now;
	const database = edge.database.save();
	const snapshots = new Map(edge.snapshots);
	const objects = [...edge.objects].map(([id, object]) => ({
		id,
		object,
		point: object.store.save(),
		alarmAt: object.alarm.storedAt,
	}));
	return () => {
		for (const object of edge.objects.values()) object.die();
		edge.objects.clear();
		edge.clock.reset(at);
		edge.weather.clear();
		edge.database.back(database);
		edge.snapshots.clear();
		for (const [key, value] of snapshots) edge.snapshots.set(key, value);
		for (const { id, object, point, alarmAt } of objects) {
			object.store.back(point);
			object.failing = null;
			object.slowMs = 0;
			object.slowBackMs = 0;
			object.alarm.restore(alarmAt);
			object.alarm.replan();
			edge.objects.set(id, object);
		}
		edge.forget();
	};
}
