import { For } from "solid-js";
import { Row, Rows } from "../parts/row.tsx";
import { useRoutes } from "../shell/routes.ts";
import { ADDRESSES } from "./addresses.ts";

/** Every screen, with the states in which it is photographed. */
export function Screens() {
	const pictures = useRoutes().flatMap((route) =>
		Object.entries(route.pictures).map(([name, states]) => ({ route, name, states })),
	);
	return (
		<Rows label="Screens">
			<For each={pictures}>
				{({ route, name, states }) => (
					<Row
						title={route.title}
						sub={`${name}: ${states.join(", ")}`}
						href={ADDRESSES[name] ?? route.path}
					/>
				)}
			</For>
		</Rows>
	);
}
