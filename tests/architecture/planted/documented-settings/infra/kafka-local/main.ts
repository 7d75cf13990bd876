export const home = [process.env['KAFKA_SECRET'], env.PATH, environment['PORT']]
