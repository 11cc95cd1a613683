// The Static Web App and its link to the function app. Once linked, the function app answers only the site.
param name string
param location string
param tags object
param apiId string
param apiLocation string

resource site 'Microsoft.Web/staticSites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'web' })
  sku: { name: 'Standard', tier: 'Standard' } // The Free plan cannot link a function app.
  properties: {
    provider: 'Custom'
    allowConfigFileUpdates: true
    stagingEnvironmentPolicy: 'Disabled' // Only production reaches a linked function app.
  }
}

// Keep this name: the service would take a new one for a second link and refuse it.
resource link 'Microsoft.Web/staticSites/linkedBackends@2025-03-01' = {
  parent: site
  name: 'api'
  properties: { backendResourceId: apiId, region: apiLocation }
}

output url string = 'https://${site.properties.defaultHostname}'
