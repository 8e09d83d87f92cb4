// Decodes each frame on standard input with both published clients, encodes what it got again with the same client,
// and prints both results. Input: {"registry": url, "subject": name, "frames": [hex, ...]}.
const { SchemaRegistry, SchemaType } = require('@kafkajs/confluent-schema-registry')
const { SchemaRegistryClient, AvroSerializer, AvroDeserializer, SerdeType } = require('@confluentinc/schemaregistry')

async function kafkajs(input, frame) {
  const registry = new SchemaRegistry({ host: input.registry })
  const decoded = await registry.decode(frame)
  const latest = await registry.getLatestSchemaId(input.subject)
  const schema = await registry.getSchema(latest)
  const registered = await registry.register(
    { type: SchemaType.AVRO, schema: JSON.stringify(schema) }, { subject: input.subject + '-kafkajs' })
  return { decoded, frame: await registry.encode(latest, decoded), registered: registered.id }
}

async function confluent(input, frame) {
  const client = new SchemaRegistryClient({ baseURLs: [input.registry] })
  const subjectNameStrategy = () => input.subject
  const deserializer = new AvroDeserializer(client, SerdeType.VALUE, { subjectNameStrategy })
  const serializer = new AvroSerializer(client, SerdeType.VALUE, { subjectNameStrategy, useLatestVersion: true })
  const decoded = await deserializer.deserialize('any-topic', frame)
  const latest = await client.getLatestSchemaMetadata(input.subject)
  const registered = await client.register(input.subject + '-confluent', { schemaType: 'AVRO', schema: latest.schema })
  return { decoded, frame: await serializer.serialize('any-topic', decoded), registered }
}

async function main() {
  let text = ''
  for await (const chunk of process.stdin) text += chunk
  const input = JSON.parse(text)
  const results = []
  for (const hex of input.frames) {
    const frame = Buffer.from(hex, 'hex')
    for (const [library, run] of Object.entries({ kafkajs, confluent })) {
      const { decoded, frame: again, registered } = await run(input, frame)
      results.push({ library, frame: again.toString('hex'), registered, decoded })
    }
  }
  console.log(JSON.stringify(results, (key, value) => (typeof value === 'bigint' ? value.toString() : value)))
}

main().then(() => process.exit(0), error => { console.error(error); process.exit(1) })
