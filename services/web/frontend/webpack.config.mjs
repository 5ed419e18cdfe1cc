import path from "node:path";
import CssMinimizer from "css-minimizer-webpack-plugin";
import MiniCssExtract from "mini-css-extract-plugin";

const here = import.meta.dirname;

/** Names are stable: Django's static files storage puts the hash in. */
export default (_env, { mode }) => ({
  context: here,
  entry: {
    // theme runs before the first paint, in the head, so it also carries what must be there by then: style and icon.
    // So does what tells the server of errors: it must be there before whatever may fail.
    theme: ["./src/reports/catch-errors.ts", "./src/ui/initial-theme.ts", "./styles/app.css", "./static/favicon.svg"],
    home: "./src/home/mount.ts",
    quiz: "./src/quiz/mount.ts",
    result: "./src/result/mount.ts",
    privacy: "./src/privacy/mount.ts",
    visits: "./src/visits/load-goatcounter.ts",
    dashboard: ["./src/dashboard/mount.ts", "./styles/dashboard.css"],
  },
  output: {
    path: path.join(here, "dist"),
    filename: "[name].js",
    // Beside what is served: the server names our sources in the stacks of errors by them (reports/stack_traces.py).
    sourceMapFilename: mode === "production" ? "../source-maps/[file].map" : "[file].map",
    clean: true,
  },
  resolve: { extensions: [".ts", ".js"] },
  module: {
    rules: [
      // Types are checked by `npm run typecheck`; the build only strips them, and stays quick.
      { test: /\.ts$/, loader: "ts-loader", options: { transpileOnly: true, compilerOptions: { noEmit: false, sourceMap: true } } },
      { test: /\.css$/, use: [MiniCssExtract.loader, "css-loader"] },
      { test: /\.woff2$/, type: "asset/resource", generator: { filename: "fonts/[name][ext]" } },
      { test: /\.svg$/, type: "asset/resource", generator: { filename: "[name][ext]" } },
    ],
  },
  plugins: [new MiniCssExtract({ filename: ({ chunk }) => (chunk.name === "theme" ? "app.css" : "[name].css") })],
  optimization: { minimizer: ["...", new CssMinimizer()] },
  // No eval: the page's Content-Security-Policy forbids it. In production no script names its map.
  devtool: mode === "development" ? "source-map" : "hidden-nosources-source-map",
  performance: { hints: false },
});
