// The Static Web App and its link to the function app, which from then on answers nobody but the site.
param name string
param location string
param tags object
param apiId string
param apiLocation string

resource site 'Microsoft.Web/staticSites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'web' })
  sku: { name: 'Standard', tier: 'Standard' } // Free cannot link a function app of one's own.
  properties: {
    provider: 'Custom'
    allowConfigFileUpdates: true
    stagingEnvironmentPolicy: 'Disabled' // Only production reaches a linked function app.
  }
}

// Keep this name: the service takes a new one for a second link and refuses it.
resource link 'Microsoft.Web/staticSites/linkedBackends@2025-03-01' = {
  parent: site
  name: 'api'
  properties: { backendResourceId: apiId, region: apiLocation }
}

output url string = 'https://${site.properties.defaultHostname}'
