import { defineConfig, type Plugin } from "vite";
import solid from "vite-plugin-solid";

/** The app, laid out as it is served: `/app/index.html` and its files under `/app/assets/`. */
export default defineConfig({
	base: "/",
	publicDir: "app/public",
	plugins: [solid({ exclude: [/worker\//] }), appPaths()],
	build: {
		assetsDir: "app/assets",
		rolldownOptions: { input: "app/index.html" },
		// The preload helper and its polyfill cost more than they save for chunks this small.
		modulePreload: { polyfill: false },
		assetsInlineLimit: 0,
	},
});

/** In development every path below /app/ is the app, as the Worker serves it. */
function appPaths(): Plugin {
	return {
		name: "app-paths",
		configureServer(server) {
			server.middlewares.use((request, _answer, next) => {
				const path = request.url?.split("?")[0] ?? "";
				if (path.startsWith("/app/") && !/\.\w+$/.test(path)) request.url = "/app/index.html";
				next();
			});
		},
	};
}
