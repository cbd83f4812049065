import { Skeleton } from "../../../parts/states.tsx";

/** In the place that it will have: who was paged stands below. */
export function ReviewBones() {
	return <Skeleton rows={1} height={62} label="Loading review" />;
}
