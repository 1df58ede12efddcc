// Prints what kustomize knows of the built-in types when it merges patches (src/simulation/render/kustomize/merge/generated.ts).
// Run it in a module that requires sigs.k8s.io/kustomize/kyaml.
package main

import (
	"fmt"
	"sort"
	"strings"

	"k8s.io/kube-openapi/pkg/validation/spec"
	"sigs.k8s.io/kustomize/kyaml/openapi"
)

var ids = map[string]int{}
var memo = map[string]bool{}
var lines []string

func name(s *spec.Schema) string { return strings.TrimPrefix(s.Ref.String(), "#/definitions/") }

func defs() spec.Definitions { return openapi.Schema().Definitions }

func strategy(s spec.Schema) (string, []string) {
	rs := openapi.ResourceSchema{Schema: &s}
	return rs.PatchStrategyAndKeyList()
}
func merges(s spec.Schema) bool {
	st, _ := strategy(s)
	for _, x := range strings.Split(st, ",") {
		if x == "merge" {
			return true
		}
	}
	return false
}

// Whether anything within is merged other than field by field.
func interesting(def string, seen map[string]bool) bool {
	if v, ok := memo[def]; ok {
		return v
	}
	if seen[def] {
		return false
	}
	seen[def] = true
	d := defs()[def]
	res := false
	for _, p := range d.Properties {
		if merges(p) || (p.Ref.String() != "" && interesting(name(&p), seen)) {
			res = true
		}
	}
	if d.AdditionalProperties != nil && d.AdditionalProperties.Schema != nil && d.AdditionalProperties.Schema.Ref.String() != "" && interesting(name(d.AdditionalProperties.Schema), seen) {
		res = true
	}
	if len(seen) == 1 || res {
		memo[def] = res
	}
	return res
}

func emit(def string) int {
	if id, ok := ids[def]; ok {
		return id
	}
	id := len(ids)
	ids[def] = id
	lines = append(lines, "")
	d := defs()[def]
	var out []string
	var names []string
	for n := range d.Properties {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		p := d.Properties[n]
		ref := ""
		if p.Ref.String() != "" && interesting(name(&p), map[string]bool{}) {
			ref = fmt.Sprint(emit(name(&p)))
			out = append(out, n+"="+ref)
		}
		if merges(p) {
			_, keys := strategy(p)
			el := ""
			if p.Items != nil && p.Items.Schema != nil && p.Items.Schema.Ref.String() != "" && interesting(name(p.Items.Schema), map[string]bool{}) {
				el = fmt.Sprint(emit(name(p.Items.Schema)))
			}
			out = append(out, n+"["+strings.Join(keys, "+")+"]="+el)
		}
		if p.AdditionalProperties != nil && p.AdditionalProperties.Schema != nil && p.AdditionalProperties.Schema.Ref.String() != "" && interesting(name(p.AdditionalProperties.Schema), map[string]bool{}) {
			panic("map of merges: " + def + "." + n)
		}
	}
	lines[id] = strings.Join(out, " ")
	return id
}

func main() {
	openapi.SchemaForResourceType(struct {
		APIVersion string `json:"apiVersion,omitempty" yaml:"apiVersion,omitempty"`
		Kind       string `json:"kind,omitempty" yaml:"kind,omitempty"`
	}{"v1", "Pod"})
	var names []string
	for n := range defs() {
		names = append(names, n)
	}
	sort.Strings(names)
	var kinds []string
	for _, n := range names {
		d := defs()[n]
		gvks, ok := d.Extensions["x-kubernetes-group-version-kind"].([]interface{})
		if !ok || len(gvks) != 1 {
			continue
		}
		m := gvks[0].(map[string]interface{})
		av := m["version"].(string)
		if g, _ := m["group"].(string); g != "" {
			av = g + "/" + av
		}
		if !interesting(n, map[string]bool{}) {
			continue
		}
		kinds = append(kinds, fmt.Sprintf("%s %s %d", av, m["kind"], emit(n)))
	}
	fmt.Println("/** Made by scripts/render/merge-keys.go from the OpenAPI document within kyaml (Kubernetes 1.21). Line by line the types: field=type, field[keys]=type. */")
	fmt.Printf("export const TYPES = `\n%s\n`;\n\n/** Each line: apiVersion, kind, its type. */\nexport const KINDS = `\n%s\n`;\n", strings.Join(lines, "\n"), strings.Join(kinds, "\n"))
}
