module commands/helm

go 1.26

require helm.sh/helm/v4 v4.2.4

require commands/tree v0.0.0

replace commands/tree => ../tree
