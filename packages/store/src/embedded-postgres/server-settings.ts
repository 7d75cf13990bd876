/**
 * For a machine of two cores and a few GB that other programs share. Durable: fsync, full_page_writes and
 * synchronous_commit stay on, in tests too. Given on the command line at every start, so that data of an earlier
 * version of the project run with today's settings.
 *
 * No wal_compression: these binaries are built without lz4, and pglz costs more than it saves on ciphertext.
 */
export function serverSettings(port: number): Readonly<Record<string, string>> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // Its path would have to stay under 104 bytes and be reachable by the server's account; TCP needs neither.
    unix_socket_directories: '',
    max_connections: '200',
    cluster_name: 'unefois',

    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',

    shared_buffers: '128MB',
    wal_buffers: '16MB',
    max_wal_size: '1GB',
    checkpoint_timeout: '5min',
    // Our reads are short and by index; workers for reading ahead and in parallel only cost memory here.
    io_method: 'sync',
    max_parallel_workers_per_gather: '0',
    max_logical_replication_workers: '0',
    jit: 'off',
    random_page_cost: '1.1',
    // Hot tables (due deliveries, leases, heads) turn over completely every few seconds.
    autovacuum_naptime: '10s',
    // The session of a program that was killed in the middle of a statement ends within a second.
    client_connection_check_interval: '1s',

    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // Statements and rows that failed are the programs' affair and may hold what logs must not.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
  }
}
