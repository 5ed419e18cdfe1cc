import path from "node:path";
import CssMinimizer from "css-minimizer-webpack-plugin";
import MiniCssExtract from "mini-css-extract-plugin";

const here = import.meta.dirname;

/** The same drawing in the formats that browsers, telephones and search engines ask for. */
const ICONS = ["favicon.svg", "favicon.ico", "apple-touch-icon.png", "icon-512.png"].map((file) => `./static/${file}`);

/** Output names are stable: Django's static files storage adds the hashes. */
export default (_env, { mode }) => ({
  context: here,
  entry: {
    // The theme bundle runs in the head, before the first paint. So it also contains the styles, the icons, and
    // the error reporter, which must run before any script that may fail.
    theme: ["./src/reports/catch-errors.ts", "./src/ui/initial-theme.ts", "./styles/app.css", ...ICONS],
    home: "./src/home/wire-page.ts",
    quiz: "./src/quiz/mount.ts",
    result: "./src/result/mount.ts",
    privacy: "./src/privacy/mount.ts",
    visits: "./src/visits/load-goatcounter.ts",
    dashboard: ["./src/dashboard/mount.ts", "./styles/dashboard.css"],
  },
  output: {
    path: path.join(here, "dist"),
    filename: "[name].js",
    // Outside the served folder: the server reads them to name the sources in reported stacks (reports/source_mapped_stacks.py).
    sourceMapFilename: mode === "production" ? "../source-maps/[file].map" : "[file].map",
    clean: true,
  },
  resolve: { extensions: [".ts", ".js"] },
  module: {
    rules: [
      // The build only strips the types, to be quick; `npm run typecheck` checks them.
      { test: /\.ts$/, loader: "ts-loader", options: { transpileOnly: true, compilerOptions: { noEmit: false, sourceMap: true } } },
      { test: /\.css$/, use: [MiniCssExtract.loader, "css-loader"] },
      { test: /\.woff2$/, type: "asset/resource", generator: { filename: "fonts/[name][ext]" } },
      { test: /\.(svg|png|ico)$/, type: "asset/resource", generator: { filename: "[name][ext]" } },
    ],
  },
  plugins: [new MiniCssExtract({ filename: ({ chunk }) => (chunk.name === "theme" ? "app.css" : "[name].css") })],
  optimization: { minimizer: ["...", new CssMinimizer()] },
  // No source maps by eval: the Content-Security-Policy forbids it. In production no script links to its source map.
  devtool: mode === "development" ? "source-map" : "hidden-nosources-source-map",
  performance: { hints: false },
});
