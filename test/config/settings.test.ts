import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

import { readSettings } from '../../src/config/settings.ts'

describe('settings', () => {
  it('have defaults that suit one machine', () => {
    expect(readSettings({ PORT: '' })).toEqual({
      port: 4000,
      host: '127.0.0.1',
      dataDir: resolve('data'),
      isDataDirSet: false,
      bulkDir: resolve('data/bulk'),
      bulkEveryHours: 0,
      feedsConfigPath: resolve('feeds.config.json'),
      logClients: 'hashed',
      metricsHost: '127.0.0.1',
      mcpHosts: [],
      trustedProxyHops: 0,
      basePath: '',
      rateLimitPerSecond: 50,
      federation: false,
      trustedOnly: false,
      automaticDocumentsMb: 0,
      readers: 0,
    })
  })

  it('are read from the environment', () => {
    const settings = readSettings({
      PORT: '0',
      HOST: '::',
      DATA_DIR: '/srv/data',
      LOG_LEVEL: 'debug',
      LOG_FORMAT: 'text',
      LOG_CLIENTS: 'off',
      METRICS_PORT: '9464',
      METRICS_PATH: '/metrics',
      BASE_PATH: '/directory/of',
      RATE_LIMIT_PER_SECOND: '0',
      MCP_HOSTS: 'Gateway.example, directory.example',
    })
    expect(settings).toMatchObject({
      port: 0,
      host: '::',
      dataDir: '/srv/data',
      bulkDir: '/srv/data/bulk',
      isDataDirSet: true,
      logLevel: 'debug',
      logFormat: 'text',
      logClients: 'off',
      metricsPort: 9464,
      metricsPath: '/metrics',
      basePath: '/directory/of',
      rateLimitPerSecond: 0,
      mcpHosts: ['gateway.example', 'directory.example'],
    })
  })

  it('name every problem at once, with the value and the mend', () => {
    const bad = {
      PORT: '70000',
      HOST: 'http://x',
      LOG_LEVEL: 'loud',
      LOG_FORMAT: 'xml',
      LOG_CLIENTS: 'all',
      METRICS_PATH: 'metrics',
      BASE_PATH: '/directory/',
      TRUSTED_PROXY_HOPS: '-1',
      TRUSTED_ONLY: 'yes',
    }
    expect(() => readSettings(bad)).toThrow(
      /PORT is "70000" but must be a whole number from 0 to 65535\.\n.*HOST is "http:\/\/x".*\n.*METRICS_PATH is "metrics" but must be a path such as \/metrics\.\n.*BASE_PATH is "\/directory\/" but must be a path such as \/directory\.\n.*LOG_LEVEL is "loud".*\n.*LOG_FORMAT is "xml".*\n.*LOG_CLIENTS is "all" but must be one of hashed, address, off\.\n.*TRUSTED_PROXY_HOPS is "-1".*\n.*TRUSTED_ONLY is "yes" but must be one of true, false/,
    )
  })

  it('name a bucket for whole copies with what opens it, or say what is lacking without showing a key', () => {
    const bucket = { DATABASE_URL: 'postgres://db/oruk', SHIP_SNAPSHOTS: 's3://copies/here', AWS_ACCESS_KEY_ID: 'key' }
    expect(readSettings({ ...bucket, AWS_SECRET_ACCESS_KEY: 'secret' }).ship?.snapshots).toEqual({
      ...{ address: 's3://copies/here', endpoint: 'https://s3.us-east-1.amazonaws.com', region: 'us-east-1' },
      ...{ accessKeyId: 'key', secretAccessKey: 'secret' },
    })
    expect(() => readSettings(bucket)).toThrow(/AWS_SECRET_ACCESS_KEY.*must be set where SHIP_SNAPSHOTS is a bucket/)
    expect(() => readSettings({ ...bucket, AWS_ENDPOINT_URL_S3: 'https://me:hidden@s3.example' })).toThrow(
      /^(?!.*hidden)/s,
    )
    expect(() => readSettings({ ...bucket, SHIP_SNAPSHOTS: 's3:copies' })).toThrow(/s3:\/\/name\/prefix/)
  })
})
