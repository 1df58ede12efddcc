package main

import (
	"encoding/json"
	"os"

	"k8s.io/kube-openapi/pkg/validation/spec"
	"k8s.io/kubernetes/pkg/generated/openapi"
)

func main() {
	defs := openapi.GetOpenAPIDefinitions(func(name string) spec.Ref { return spec.MustCreateRef("#/components/schemas/" + name) })
	out := map[string]spec.Schema{}
	for k, v := range defs {
		out[k] = v.Schema
	}
	data, _ := json.Marshal(out)
	os.Stdout.Write(data)
}
