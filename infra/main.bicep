// Only connects the modules in app/. Parameters for development and production are in main.*.bicepparam.
targetScope = 'subscription'

@minLength(1)
@maxLength(40)
@description('Name of this environment; part of the resource group\'s name and of every generated name.')
param environmentName string

@description('Region of everything except the Static Web App. It must offer Functions on Flex Consumption.')
param location string

@allowed(['centralus', 'eastasia', 'eastus2', 'westeurope', 'westus2'])
@description('Region of the Static Web App, available in few regions. Its files are served worldwide.')
param siteLocation string = 'westeurope'

@description('Client id of the Entra app registration whose tokens the API accepts. When set, the API is deployed alone, without a site.')
param apiClientId string = ''

@allowed(['serverless', 'autoscale'])
@description('Pricing model of Cosmos DB. It cannot be changed for an existing account.')
param cosmosCapacity string = 'serverless'

@minValue(1000)
@description('Most request units per second that autoscale may reach, in steps of 1,000. Unused when serverless.')
param cosmosMaxThroughput int = 1000

@maxLength(44)
@description('Name of the Cosmos DB account if it is not the generated one, such as an account restored from a backup.')
param cosmosAccountName string = ''

@allowed(['Continuous7Days', 'Continuous30Days'])
@description('How far back the database can be restored. 7 days cost nothing, 30 days are billed per GB.')
param cosmosBackup string = 'Continuous7Days'

@description('Spread the database, the storage account and the functions over availability zones.')
param zoneRedundant bool = false

@minValue(8)
@maxValue(21)
@description('Length of new session and snapshot ids, in characters of 6 bits. Whoever knows a snapshot\'s id can read it.')
param idLength int = 12

@allowed([512, 2048, 4096])
@description('Memory of one functions instance, in MB.')
param instanceMemoryMB int = 2048

@minValue(40)
@maxValue(1000)
@description('Most instances that Functions may start.')
param maximumInstanceCount int = 40

@minValue(0)
@description('Requests per minute that one instance accepts from one user; 0 means no limit.')
param requestsPerMinute int = 6000

@minValue(0)
@description('MiB of assets that one instance accepts from one user per hour, at least 4; 0 means no limit.')
param uploadMiBPerHour int = 10240

@minValue(0)
@description('Most sessions that one user may have; 0 means no limit.')
param maxSessionsPerUser int = 0

@minValue(0)
@description('Most snapshots that one user may have; 0 means no limit.')
param maxSnapshotsPerUser int = 0

@description('Origins whose pages may use the API, for a deployment without a site: for example https://workbench.example.')
param allowedOrigins array = []

@description('Let users see each other\'s e-mail addresses if the sign-in uses them as names.')
param showEmailAddresses bool = false

@secure()
@description('Key of at least 32 characters. If set, the log records which pseudonymous user wrote or shared which item.')
param auditKey string = ''

@minValue(0)
@description('Instances kept warm for HTTP, billed even when idle. With 0, the first request after a pause waits for a cold start.')
param alwaysReadyInstances int = 0

@minValue(30)
@description('How many days logs are kept.')
param logRetentionDays int = 30

@minValue(1)
@description('Most gigabytes of logs per day; above that, logging stops until the next day.')
param logDailyCapGB int = 1

@description('E-mail address for alerts. Without one, alerts only show in the portal.')
param alertEmail string = ''

@description('Object id of a person or group who may run the operator\'s scripts on the data. Empty means nobody.')
param operatorPrincipalId string = ''

var tags = { 'azd-env-name': environmentName }
var token = uniqueString(subscription().id, environmentName, location)
var withSite = empty(apiClientId)

// Modules find resources by these names instead of by outputs, so that what-if can predict changes.
var identityName = 'id-${token}'
var insightsName = 'appi-${token}'
var storageName = 'st${token}'
var apiName = 'func-${token}'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'app/identity.bicep' = {
  name: 'identity'
  scope: group
  params: { name: identityName, location: location, tags: tags }
}

module monitoring 'app/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: 'log-${token}'
    insightsName: insightsName
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyCapGB: logDailyCapGB
    identityName: identityName
  }
  dependsOn: [identity]
}

module database 'app/database.bicep' = {
  name: 'database'
  scope: group
  params: {
    name: empty(cosmosAccountName) ? 'cosmos-${token}' : cosmosAccountName
    location: location
    tags: tags
    capacity: cosmosCapacity
    maxThroughput: cosmosMaxThroughput
    backup: cosmosBackup
    zoneRedundant: zoneRedundant
    apiPrincipalId: identity.outputs.principalId
    operatorPrincipalId: operatorPrincipalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module storage 'app/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: storageName
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
    identityName: identityName
    operatorPrincipalId: operatorPrincipalId
    workspaceId: monitoring.outputs.workspaceId
  }
  dependsOn: [identity]
}

module assets 'app/assets.bicep' = {
  name: 'assets'
  scope: group
  params: {
    name: 'stassets${token}'
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
    identityName: identityName
  }
  dependsOn: [identity]
}

module api 'app/api.bicep' = {
  name: 'api'
  scope: group
  params: {
    name: apiName
    planName: 'plan-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    packageContainerUrl: storage.outputs.packageContainerUrl
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    allowedOrigins: allowedOrigins
    alwaysReadyInstances: alwaysReadyInstances
    zoneRedundant: zoneRedundant
    workspaceId: monitoring.outputs.workspaceId
  }
}

module site 'app/site.bicep' = if (withSite) {
  name: 'site'
  scope: group
  params: {
    name: 'stapp-${token}'
    location: siteLocation
    tags: tags
    apiId: api.outputs.id
    apiLocation: location
  }
}

module signIn 'app/sign-in.bicep' = if (!withSite) {
  name: 'sign-in'
  scope: group
  params: { apiName: apiName, clientId: apiClientId }
  dependsOn: [api]
}

module settings 'app/settings.bicep' = {
  name: 'settings'
  scope: group
  params: {
    apiName: apiName
    principalSource: withSite ? 'static-web-apps' : 'app-service'
    identityClientId: identity.outputs.clientId
    cosmosEndpoint: database.outputs.endpoint
    cosmosDatabase: database.outputs.databaseName
    storageName: storageName
    insightsName: insightsName
    assetsEndpoint: assets.outputs.endpoint
    idLength: idLength
    instanceMemoryMB: instanceMemoryMB
    requestsPerMinute: requestsPerMinute
    uploadMiBPerHour: uploadMiBPerHour
    maxSessionsPerUser: maxSessionsPerUser
    maxSnapshotsPerUser: maxSnapshotsPerUser
    allowedOrigins: allowedOrigins
    showEmailAddresses: showEmailAddresses
    auditKey: auditKey
  }
  // PRINCIPAL_SOURCE makes the API trust a header. Only the link or the sign-in keeps others from forging it.
  dependsOn: [api, site, signIn]
}

module alerts 'app/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    email: alertEmail
    workspaceId: monitoring.outputs.workspaceId
    cosmosId: database.outputs.accountId
    poisonQueueName: storage.outputs.poisonQueueName
  }
}

@description('Address of the site; empty if the API is deployed alone.')
output SITE_URL string = withSite ? site!.outputs.url : ''

@description('Address of the function app itself. It refuses requests that neither come through the site nor have a token.')
output API_URL string = api.outputs.url

output COSMOS_ENDPOINT string = database.outputs.endpoint
output COSMOS_DATABASE string = database.outputs.databaseName
output QUEUE_ENDPOINT string = storage.outputs.queueEndpoint
output RESOURCE_GROUP string = group.name
