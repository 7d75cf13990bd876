export const data = '/home/somebody/data'
export const fine = ['/v1/work/items', 'network/root/x', '/health/live']
