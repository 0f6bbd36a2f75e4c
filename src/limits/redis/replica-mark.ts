/** Begins the name of a row that one of several replicas wrote; no person's key begins so. */
export const REPLICA_MARK = '@';
