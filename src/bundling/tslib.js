/** All that `@docusaurus/utils-common` takes of tslib. Asked for by `require`, the whole of it would go to every page. */
export const __importDefault = (module) => (module?.__esModule ? module : { default: module });
