// Cosmos DB: account, database, the containers of ../cosmos-containers.json, and who may access the data.
param name string
param location string
param tags object

@allowed(['serverless', 'autoscale'])
param capacity string

@description('Most request units per second, shared by the three containers. Unused when serverless.')
param maxThroughput int

@allowed(['Continuous7Days', 'Continuous30Days'])
param backup string

param zoneRedundant bool
param apiPrincipalId string
param operatorPrincipalId string
param workspaceId string

var definition = loadJsonContent('../cosmos-containers.json')
var serverless = capacity == 'serverless'
var dataContributor = '00000000-0000-0000-0000-000000000002'
var principalIds = empty(operatorPrincipalId) ? [apiPrincipalId] : [apiPrincipalId, operatorPrincipalId]

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [{ locationName: location, failoverPriority: 0, isZoneRedundant: zoneRedundant }]
    capabilities: serverless ? [{ name: 'EnableServerless' }] : []
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: backup } }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: 'Enabled'
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2025-04-15' = {
  parent: account
  name: definition.database
  properties: {
    resource: { id: definition.database }
    options: serverless ? {} : { autoscaleSettings: { maxThroughput: maxThroughput } }
  }
}

@batchSize(1) // The service refuses parallel changes to containers of one database.
resource containers 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2025-04-15' = [
  for container in definition.containers: {
    parent: database
    name: container.id
    properties: { resource: container, options: {} }
  }
]

// Can read and write items of this database, but not create or delete containers.
resource mayUseData 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = [
  for principalId in principalIds: {
    parent: account
    name: guid(account.id, principalId, definition.database)
    properties: {
      principalId: principalId
      roleDefinitionId: '${account.id}/sqlRoleDefinitions/${dataContributor}'
      scope: '${account.id}/dbs/${database.name}'
    }
  }
]

// Without DataPlaneRequests and PartitionKeyRUConsumption: a log entry per request costs more than the request.
// The API's own log has the charge of each request.
#disable-next-line use-recent-api-versions // The only stable version, from 2016, has no metrics by category.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      { category: 'ControlPlaneRequests', enabled: true }
      { category: 'QueryRuntimeStatistics', enabled: true }
    ]
    metrics: [{ category: 'Requests', enabled: true }]
  }
}

output accountId string = account.id
output endpoint string = account.properties.documentEndpoint
output databaseName string = database.name
